"""Reminders: what was asked for, what was told, what is to be sent; a note of every change to a schedule; holidays."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# table, event, and the ids of the schedules that it is about
CHANGES = (
    ("schedule", "UPDATE", "SELECT NEW.id"),
    ("schedule", "DELETE", "SELECT OLD.id"),
    ("schedule_exception", "INSERT", "SELECT NEW.schedule_id"),
    ("schedule_exception", "UPDATE", "SELECT NEW.schedule_id"),
    ("schedule_exception", "DELETE", "SELECT OLD.schedule_id"),
    (
        "service",
        "UPDATE",
        "SELECT id FROM schedule WHERE service_id = NEW.id OR service_at_location_id IN"
        " (SELECT id FROM service_at_location WHERE service_id = NEW.id)",
    ),
)


def upgrade() -> None:
    _columns()
    _tables()
    for table, event, ids in CHANGES:
        _note_changes(table, event, ids)


def _columns() -> None:
    op.add_column(
        "person", sa.Column("questions", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.add_column("person", sa.Column("asked_on", sa.Date(), nullable=True))
    op.add_column("schedule", sa.Column("pauses", sa.String(length=100), nullable=True))


def _tables() -> None:
    op.create_table(
        "school_holiday",
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("area", "first_on", name=op.f("pk_school_holiday")),
    )
    op.create_table(
        "schedule_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_change")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=True),
        sa.Column("listing_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("day_before", sa.Boolean(), nullable=False),
        sa.Column("hours_before", sa.Boolean(), nullable=False),
        sa.Column("topics", sa.String(length=100), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("plan_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["person.chat_id"],
            name=op.f("fk_subscription_chat_id"),
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_subscription_chat_id"), "subscription", ["chat_id"])
    op.create_index(op.f("ix_subscription_schedule_id"), "subscription", ["schedule_id"])
    running = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_subscription_to_plan",
        "subscription",
        ["plan_at"],
        sqlite_where=running,
        postgresql_where=running,
    )
    op.create_table(
        "told_date",
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_told_date_subscription_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscription_id", "on_date", name=op.f("pk_told_date")),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("useful_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("claimed_by", sa.String(length=80), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_reminder_subscription_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["person.chat_id"],
            name=op.f("fk_reminder_chat_id"),
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "subscription_id",
            "on_date",
            "kind",
            "revision",
            name=op.f("uq_reminder_subscription_id_on_date_kind_revision"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reminder_chat_id"), "reminder", ["chat_id"])
    op.create_index("ix_reminder_state_due_at", "reminder", ["state", "due_at", "id"])


def _note_changes(table: str, event: str, ids: str) -> None:
    note = f"INSERT INTO schedule_change (schedule_id) {ids};"
    name = f"note_{table}_{event.lower()}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {note} END")
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
        f" AS $$ BEGIN {note} RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def downgrade() -> None:
    for table, event, _ in CHANGES:
        name = f"note_{table}_{event.lower()}"
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER {name}")
        else:
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
    for table in ("reminder", "told_date", "subscription", "schedule_change", "school_holiday"):
        op.drop_table(table)
    for table, column in (("person", "questions"), ("person", "asked_on"), ("schedule", "pauses")):
        op.drop_column(table, column)
