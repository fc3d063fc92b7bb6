"""The service on your own machine."""

import weakref
from ctypes import byref, c_void_p, sizeof
from types import TracebackType
from typing import Optional, Type

from ._library import library
from ._raw import conch_emulator_options
from .errors import take_error
from .options import EmulatorOptions


class Emulator:
    """A running conch-emulator, for tests and for clients that share one. Ends with `with`, `stop()` or this process.

    A single client needs none of this: give it `base_url="emulator:"`.
    """

    def __init__(self, *, speed: float = 1.0, seed: int = 0, port: int = 0, token: Optional[str] = None,
                 options: Optional[EmulatorOptions] = None) -> None:
        """
        Args:
            speed: how much faster than the real service its clock runs.
            seed: of all random choices; 0: the emulator's own choice.
            port: 0: any free one.
            token: the only API token that is accepted; None: any that does not begin with "invalid".
            options: everything else.
        """
        loaded = library()
        struct = conch_emulator_options()
        loaded.quick.conch_emulator_options_init(byref(struct), sizeof(struct))
        (options or EmulatorOptions()).fill(struct)
        EmulatorOptions(speed=speed, seed=seed, port=port, token=token).fill(struct)
        handle, error = c_void_p(), c_void_p()
        status = loaded.api.conch_emulator_start(byref(struct), byref(handle), byref(error))
        if status < 0:
            raise take_error(loaded.quick, error.value, status)
        #: What to give a client as its `base_url`.
        self.base_url = loaded.quick.conch_emulator_base_url(handle).decode()
        self._stop = weakref.finalize(self, loaded.api.conch_emulator_stop, handle.value)

    def stop(self) -> None:
        """Ends it and waits for it."""
        self._stop()

    def __enter__(self) -> "Emulator":
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], value: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.stop()
