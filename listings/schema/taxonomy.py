"""How do other directories classify a service? HSDS taxonomy, kept for imports and exports."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from listings.schema.base import Base, Identified, Sourced


class Taxonomy(Identified, Sourced, Base):
    __tablename__ = "taxonomy"

    name: Mapped[str]
    description: Mapped[str | None]
    uri: Mapped[str | None]
    version: Mapped[str | None]


class TaxonomyTerm(Identified, Sourced, Base):
    __tablename__ = "taxonomy_term"

    taxonomy_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("taxonomy.id", ondelete="CASCADE"), index=True
    )
    parent_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("taxonomy_term.id", ondelete="SET NULL"), index=True
    )
    code: Mapped[str | None] = mapped_column(String(100), index=True)
    name: Mapped[str]
    description: Mapped[str | None]
    taxonomy: Mapped[str | None]
    language: Mapped[str | None] = mapped_column(String(16))
    term_uri: Mapped[str | None]


class Attribute(Identified, Sourced, Base):
    """`link_id` is the id of a row of the table that `link_entity` names."""

    __tablename__ = "attribute"
    __table_args__ = (Index(None, "link_entity", "link_id"),)

    link_entity: Mapped[str] = mapped_column(String(40))
    link_id: Mapped[UUID]
    link_type: Mapped[str | None]
    taxonomy_term_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("taxonomy_term.id", ondelete="CASCADE"), index=True
    )
    value: Mapped[str | None]
    label: Mapped[str | None]
