"""What all parameter classes share."""

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar, Dict, Mapping, Tuple

from ._raw import Job, Op


def plain(value: Any) -> Any:
    """A parameter's value as JSON has it. A path becomes an object, so that it is not taken for an id."""
    if isinstance(value, os.PathLike):
        return {"path": os.fspath(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


@dataclass
class Params:
    """The parameters of one kind of job. None means: not given, the service decides."""

    KIND: ClassVar[Job] = Job.UNSET
    #: The operation that creates it.
    OPERATION: ClassVar[Op] = Op.UNSET
    #: Field -> the service's name.
    NAMES: ClassVar[Dict[str, str]] = {}
    #: Fields that can only be local files.
    PATHS: ClassVar[Tuple[str, ...]] = ()

    def as_dict(self) -> Dict[str, Any]:
        """With the service's own names, ready for JSON."""
        given = {field: getattr(self, field) for field in self.NAMES}
        for field in self.PATHS:
            given[field] = _local(given[field])
        return {self.NAMES[field]: plain(value) for field, value in given.items() if value is not None}


def _local(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_local(item) for item in value]
    return Path(value) if isinstance(value, str) else value
