"""Hailuo (MiniMax) for Blender: videos, pictures, speech and music from a prompt, straight into the scene.

For scripts, with or without a window:

    import hailuo_minimax
    work = hailuo_minimax.generate(scene, {"kind": "VIDEO", "prompt": "a shell on the beach"})
    hailuo_minimax.wait(120)
"""

bl_info = {
    "name": "Hailuo (MiniMax)",
    "author": "The libconch authors",
    "version": (1, 0, 0),
    "blender": (3, 4, 0),
    "location": "Side bar (N) of the sequencer, the image editor and the 3D view, tab Hailuo",
    "description": "Makes videos, pictures, speech and music from a prompt by the useapi.net MiniMax API",
    "category": "Sequencer",
}

import bpy  # noqa: E402

from . import form, operators, panels, preferences, session  # noqa: E402
from .session import generate, tick, wait  # noqa: E402, F401
from .stopwatch import longest_calls  # noqa: E402, F401

_MODULES = (preferences, form, operators, panels)


def register():
    for module in _MODULES:
        module.register()
    session.start()


def unregister():
    session.stop()
    for module in reversed(_MODULES):
        module.unregister()
