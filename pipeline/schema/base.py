"""The base of all records, and ids that come from content."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict


def content_id(prefix: str, fields: dict[str, Any]) -> str:
    """``prefix-`` and the first 16 hex digits of SHA-256 over the canonical JSON of named fields."""
    canonical = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(canonical.encode()).hexdigest()[:16]}"


class Record(BaseModel):
    """Base of all records: frozen, hashable, no unknown fields, no surrounding white space lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")
