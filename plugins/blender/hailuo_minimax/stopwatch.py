"""How long Blender's thread was kept: the longest stay in each of our entry points."""

import functools
import time

_longest = {}


def measured(function):
    name = function.__qualname__

    @functools.wraps(function)
    def run(*arguments, **named):
        begin = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            note(name, time.perf_counter() - begin)
    return run


def note(name, seconds):
    _longest[name] = max(_longest.get(name, 0.0), seconds)


def longest_calls():
    """{entry point: milliseconds}"""
    return {name: 1000 * seconds for name, seconds in _longest.items()}
