"""Towns and outcodes; needs and wrong information."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "place",
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("home", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_place")),
    )
    op.create_table(
        "place_name",
        sa.Column("place_key", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("guess", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_key"], ["place.key"], name=op.f("fk_place_name_place_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("place_key", "name", name=op.f("pk_place_name")),
    )
    op.create_table(
        "outcode",
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_outcode")),
    )
    op.create_table(
        "unmet_need",
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "area", "language", "day", name=op.f("pk_unmet_need")),
    )
    op.create_table(
        "wrong_info_report",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["service.id"],
            name=op.f("fk_wrong_info_report_service_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_info_report")),
    )
    op.create_index(op.f("ix_wrong_info_report_service_id"), "wrong_info_report", ["service_id"])


def downgrade() -> None:
    op.drop_table("wrong_info_report")
    op.drop_table("unmet_need")
    op.drop_table("outcode")
    op.drop_table("place_name")
    op.drop_table("place")
