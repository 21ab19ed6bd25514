"""Alembic's entry: apply the versions on the connection that ``pipeline.store`` hands over, in its transaction."""

from alembic import context

from pipeline.tables import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # the store opened the transaction itself, on SQLite too
)
with context.begin_transaction():
    context.run_migrations()
