"""Runs and all they read and found. Saving is atomic, and saving the same run again changes nothing."""

from pydantic import ValidationError
from sqlalchemy import Connection, select

from pipeline.errors import StoreError
from pipeline.schema import Run, RunResult
from pipeline.store.database import INSERTS, Database
from pipeline.tables import ASSESSMENTS, CLAIMS, KINDS, RUNS, Kind, Row, key, rows


class Store(Database):
    """A database of runs."""

    def save(self, result: RunResult) -> None:
        """Keep a run, all of it or nothing. Raises StoreError where another run has the same id."""
        filled = rows(result)
        document = result.run.model_dump(mode="json")
        digest = key([document, *[[table.name, found] for table, found in filled.items()]])
        run = {"id": result.run.id, "started": result.run.started, "digest": digest, "document": document}
        with self.transaction(write=True) as connection:
            insert = INSERTS[connection.dialect.name]
            new = insert(RUNS).on_conflict_do_nothing().returning(RUNS.c.id)
            if connection.scalar(new, run) is None:
                self._require_same(connection, result.run.id, digest)
                return
            for table, found in filled.items():
                if found:
                    connection.execute(insert(table).on_conflict_do_nothing(), found)

    def load(self, run_id: str) -> RunResult:
        """The run as it was saved. Raises StoreError where there is none."""
        with self.transaction() as connection:
            document = connection.scalar(select(RUNS.c.document).where(RUNS.c.id == run_id))
            if document is None:
                raise StoreError(f"There is no run {run_id!r} in this store.", place=self.place, hint=self._known())
            found = {kind.field: _documents(connection, kind, run_id) for kind in KINDS}
        try:
            return RunResult.model_validate({"run": document, **found})
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"]))
            message = f"Run {run_id!r} cannot be read: {where}: {error.errors()[0]['msg']}."
            raise StoreError(message, place=self.place, hint="Run the job again.") from error

    def runs(self) -> tuple[Run, ...]:
        """All runs, newest first."""
        with self.transaction() as connection:
            found = connection.scalars(select(RUNS.c.document)).all()
        runs = (Run.model_validate(document) for document in found)
        return tuple(sorted(runs, key=lambda run: (run.started, run.id), reverse=True))

    def _known(self) -> str:
        newest = [run.id for run in self.runs()[:5]]
        return f"The newest are: {', '.join(newest)}." if newest else "It holds no runs yet."

    def _require_same(self, connection: Connection, run_id: str, digest: str) -> None:
        if connection.scalar(select(RUNS.c.digest).where(RUNS.c.id == run_id)) != digest:
            message = f"The store already holds another run {run_id!r}."
            raise StoreError(message, place=self.place, hint="Give this run another id.")


def _documents(connection: Connection, kind: Kind, run_id: str) -> list[Row]:
    """The records of one kind, in the order in which they were saved."""
    if kind.table is ASSESSMENTS:
        both = select(ASSESSMENTS.c.document, CLAIMS.c.document).join(CLAIMS, CLAIMS.c.id == ASSESSMENTS.c.claim_record)
        found = connection.execute(both.where(ASSESSMENTS.c.run_id == run_id).order_by(ASSESSMENTS.c.position))
        return [document | {"claim": claim} for document, claim in found]
    owner = kind.table if kind.link is None else kind.link
    query = select(kind.table.c.document).where(owner.c.run_id == run_id).order_by(owner.c.position)
    if kind.link is not None:
        query = query.join(kind.link, kind.link.c.record_id == kind.table.c.id)
    return list(connection.scalars(query))
