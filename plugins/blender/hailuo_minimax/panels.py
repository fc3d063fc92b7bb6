"""The tab Hailuo in the side bars."""

import bpy

from . import history, session
from .form import KINDS
from .stopwatch import measured

_BAR = 12  # characters
_EARLIER = 8
_ICONS = {kind[0]: kind[3] for kind in KINDS}


class _Panel:
    bl_region_type = "UI"
    bl_category = "Hailuo"
    bl_label = "Hailuo (MiniMax)"

    def draw(self, context):
        draw_panel(self.layout, context)


@measured
def draw_panel(layout, context):
    form = context.scene.hailuo
    layout.row().prop(form, "kind", expand=True)
    layout.column().prop(form, "prompt", text="", icon="TEXT")
    draw_form(layout, form)
    row = layout.row()
    row.scale_y = 1.4
    row.operator("hailuo.generate", icon="PLAY")
    draw_works(layout)
    draw_earlier(layout)


def draw_form(layout, form):
    column = layout.column()
    column.use_property_split = True
    column.use_property_decorate = False
    if form.kind == "VIDEO":
        column.prop(form, "video_model")
        column.prop(form, "video_option")
    elif form.kind == "IMAGE":
        for name in ("image_model", "resolution", "aspect_ratio", "quantity", "use"):
            column.prop(form, name)
    elif form.kind == "SPEECH":
        column.prop(form, "voice")
        column.operator("hailuo.voices")
    else:
        column.prop(form, "title")
    if form.takes_picture():
        column.prop(form, "start")
        if form.start in ("FILE", "IMAGE"):
            column.prop(form, "start_file" if form.start == "FILE" else "start_image")
    if form.takes_end_frame():
        column.prop(form, "end_file")


def draw_works(layout):
    for work in session.works():
        box = layout.box()
        row = box.row()
        row.label(text=title(work), icon="ERROR" if work.failed else "NONE")
        if not work.ended:
            row.operator("hailuo.cancel", text="", icon="X").name = work.name
            draw_progress(box, work)
        else:
            if work.files:
                row.operator("hailuo.insert", text="", icon="IMPORT").name = work.name
            for line in wrapped(work.text):
                box.label(text=line)


def draw_earlier(layout):
    earlier = history.earlier()
    if not earlier:
        return
    layout.label(text="Earlier", icon="TIME")
    column = layout.column(align=True)
    for work in earlier[:_EARLIER]:
        row = column.row()
        row.label(text=title(work), icon=_ICONS[work.kind])
        row.operator("hailuo.insert", text="", icon="IMPORT").name = work.name


def title(work):
    """On one line."""
    return " ".join(work.prompt.split()) or work.kind.lower()


def draw_progress(layout, work):
    if hasattr(layout, "progress"):  # Blender 4.0
        layout.progress(factor=work.percent / 100, text=work.text)
        return
    full = round(_BAR * work.percent / 100)
    layout.label(text=f"{'█' * full}{'░' * (_BAR - full)}  {work.text}")


def wrapped(text, width=38):
    """Blender's labels have no line breaks."""
    line = ""
    for word in text.split():
        if line and len(line) + len(word) >= width:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


class HAILUO_PT_sequencer(_Panel, bpy.types.Panel):
    bl_space_type = "SEQUENCE_EDITOR"


class HAILUO_PT_image(_Panel, bpy.types.Panel):
    bl_space_type = "IMAGE_EDITOR"


class HAILUO_PT_view(_Panel, bpy.types.Panel):
    bl_space_type = "VIEW_3D"


_CLASSES = (HAILUO_PT_sequencer, HAILUO_PT_image, HAILUO_PT_view)

register, unregister = bpy.utils.register_classes_factory(_CLASSES)
