"""A process beside this one that does the work of one function: it loads its libraries meanwhile, and can be killed."""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import IO, Any

_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from briefing.child import serve; serve()"
_SIZE = 8  # bytes that tell the length of a message


class StoppedError(Exception):
    """The process ended before it answered, by itself or because it took too long."""


class Child:
    """A Python process that calls one function, given as ``module:name``, as often as it is asked to.

    It starts at once and imports the module of the function, and ``modules``, while this process goes on. Arguments and
    results are pickled; what the function raises is raised here. ``memory`` bounds its address space, in bytes, where
    the system can. It ends when this process does, and with ``close``.

    >>> with Child("math:hypot") as hypot:
    ...     hypot.call(3, 4)
    5.0
    """

    def __init__(self, function: str, *, modules: Sequence[str] = (), memory: int | None = None) -> None:
        command = [sys.executable, "-c", _BOOT, *sys.path]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,  # Ctrl-C, sent to all of a terminal's group, is for the parent, which closes the pipe
        )
        self._memory = memory
        self._busy = False
        self._write((function, tuple(modules), memory))

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def process(self) -> int:
        """The number of the process."""
        return self._process.pid

    def call(self, *arguments: object, seconds: float | None = None) -> Any:
        """Return what the function returns for ``arguments``.

        Raises what it raises; ``StoppedError`` when it takes longer than ``seconds`` and was killed, when its process
        ended, or when the memory did not suffice. After a ``StoppedError`` the child is of no more use.
        """
        self.begin(*arguments)
        return self.result(seconds)

    def begin(self, *arguments: object) -> None:
        """Let the function work on ``arguments``; ``result`` waits for it."""
        self._write(arguments)
        self._busy = True

    def result(self, seconds: float | None = None) -> Any:
        """Return the result of the last ``begin``; errors as in ``call``."""
        assert self._process.stdout is not None
        with _killed_after(seconds, self._process) as late:
            answer = _read(self._process.stdout)
        if answer is None:
            self.close()
            raise StoppedError(f"took longer than {seconds:g} s" if late.is_set() else self._end())
        self._busy = False
        done, value = pickle.loads(answer)
        if done:
            return value
        if isinstance(value, MemoryError):
            self.close()
            raise StoppedError(self._short_of_memory())
        raise value

    def close(self) -> None:
        """End the process; one that is at work is killed."""
        if self._busy:
            self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process.wait()

    def _write(self, message: object) -> None:
        assert self._process.stdin is not None
        try:
            _send(self._process.stdin, message)
        except OSError:  # it has ended
            self.close()
            raise StoppedError(self._end()) from None

    def _end(self) -> str:
        code = self._process.wait()
        if code < 0:
            with contextlib.suppress(ValueError):
                return f"was ended by {signal.Signals(-code).name}"
        return f"ended with {code}"

    def _short_of_memory(self) -> str:
        return f"needs more than {self._memory / 1e9:.1f} GB of memory" if self._memory else "needs too much memory"


@contextlib.contextmanager
def _killed_after(seconds: float | None, process: subprocess.Popen[bytes]) -> Iterator[threading.Event]:
    """Kill a process that outlasts what is done within; the event tells whether it did."""
    late = threading.Event()

    def kill() -> None:
        late.set()
        process.kill()

    if seconds is None:
        yield late
        return
    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def serve() -> None:
    """Answer the calls that come by standard input until it is closed."""
    if not has_folder():
        os.chdir(os.sep)  # relative paths lead nowhere from a folder that was deleted
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    calls, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    opening = _read(calls)
    if opening is None:
        return
    name, modules, memory = pickle.loads(opening)
    _lift_time()
    if memory is not None:
        _limit_memory(memory)
    module, _, attribute = name.partition(":")
    try:
        function = getattr(importlib.import_module(module), attribute)
        for other in modules:
            importlib.import_module(other)
    except Exception:  # the parent finds out, and loads them itself or tells what is wrong
        os._exit(1)
    while (call := _read(calls)) is not None:
        try:
            answer = pickle.dumps((True, function(*pickle.loads(call))), protocol=pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            answer = _failure(error)
        try:
            _put(answers, answer)
        except OSError:
            break  # nobody waits any more
    os._exit(0)  # nothing to clear away


def has_folder() -> bool:
    """Whether the working folder is still there; libraries ask for it when they load."""
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def _lift_time() -> None:
    """Drop the limit that the parent had for one piece of work: this process serves many."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(ValueError, OSError):  # a system that does not set it
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _send(stream: IO[bytes], message: object) -> None:
    _put(stream, pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL))


def _put(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(_SIZE, "big"))
    stream.write(data)
    stream.flush()


def _failure(error: Exception) -> bytes:
    """Return the answer that raises ``error``; of one that cannot travel, its words."""
    try:
        data = pickle.dumps((False, error))
        pickle.loads(data)
    except Exception:
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}"[:500])))
    return data


def _read(stream: IO[bytes]) -> bytes | None:
    """Return the next message; None at the end of the stream, or when it breaks off."""
    head = stream.read(_SIZE)
    if len(head) < _SIZE:
        return None
    size = int.from_bytes(head, "big")
    data: bytes = stream.read(size)
    return data if len(data) == size else None
