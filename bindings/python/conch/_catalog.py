"""What the service can do, as data; checks and prices before anything is paid."""

import json
from ctypes import byref, c_char_p, c_int64, c_void_p
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Tuple, Union

from ._library import library
from ._params import Params, plain
from ._raw import Op, Status, TaskFlags
from .errors import error_of, take_error, taken, text_of

Violation = Dict[str, Any]


@dataclass(frozen=True)
class Estimate:
    """What a request would cost."""

    credits: Optional[int]  #: None when they cannot be known
    why: str  #: how it was reckoned, or why it is unknown


def catalog() -> Dict[str, Any]:
    """All operations, parameters, models, options and prices, for drop-downs and forms."""
    found: Dict[str, Any] = json.loads(text_of(library().quick.conch_catalog_json))
    return found


def operation_number(operation: Union[str, Op, int]) -> int:
    """The number of an operation, which may be given by its name."""
    if not isinstance(operation, str):
        return int(operation)
    number = library().quick.conch_operation_from_name(operation.encode())
    if number == Op.UNSET:
        raise error_of(Status.E_NOT_FOUND, f'there is no operation "{operation}"', field="operation")
    return number


def validate(params: Union[Params, Mapping[str, Any]], operation: Union[str, Op, int, None] = None, *,
             allow_unknown: bool = False) -> List[Violation]:
    """Every rule that these parameters break, without sending anything; [] when all is well."""
    number, text = _request(params, operation)
    found = c_char_p()
    flags = TaskFlags.ALLOW_UNKNOWN if allow_unknown else TaskFlags.DEFAULT
    status = library().quick.conch_validate(number, text, flags, byref(found))
    said = taken(found)
    if status not in (Status.OK, Status.E_INVALID):
        raise error_of(status)
    violations: List[Violation] = json.loads(said or b"[]")
    return violations


def estimate(params: Union[Params, Mapping[str, Any]], operation: Union[str, Op, int, None] = None) -> Estimate:
    """What this would cost."""
    number, text = _request(params, operation)
    credits, why = c_int64(), c_char_p()
    status = library().quick.conch_estimate(number, text, byref(credits), byref(why))
    said = taken(why).decode()
    if status < 0:
        raise error_of(status)
    return Estimate(None if credits.value < 0 else credits.value, said)


def _request(params: Union[Params, Mapping[str, Any]], operation: Union[str, Op, int, None]) -> Tuple[int, bytes]:
    if isinstance(params, Params):
        operation = params.OPERATION if operation is None else operation
        params = params.as_dict()
    if operation is None:
        raise TypeError("`operation` is needed when the parameters are a mapping")
    return operation_number(operation), json.dumps(plain(params), ensure_ascii=False).encode(errors="surrogatepass")


def inspect_account(url: str, token: str) -> Dict[str, Any]:
    """What an account's address and login token say, without sending them anywhere: whose it is, when it expires."""
    found, error = c_char_p(), c_void_p()
    status = library().quick.conch_account_inspect(url.encode(), token.encode(), byref(found), byref(error))
    if status < 0:
        raise take_error(library().quick, error.value, status)
    account: Dict[str, Any] = json.loads(taken(found))
    return account


def parse_webhook(body: bytes) -> Dict[str, Any]:
    """What a callback of the service says, for programs with a server of their own."""
    summary = c_char_p()
    status = library().quick.conch_webhook_parse(body, len(body), byref(summary))
    if status < 0:
        raise error_of(status)
    said: Dict[str, Any] = json.loads(taken(summary))
    return said
