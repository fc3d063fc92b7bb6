"""What the panels' buttons do."""

import bpy

from . import session


class HAILUO_OT_generate(bpy.types.Operator):
    """Make what the form says"""

    bl_idname = "hailuo.generate"
    bl_label = "Generate"

    def execute(self, context):
        try:
            session.generate(context.scene)
        except ValueError as reason:
            self.report({"ERROR"}, str(reason))
            return {"CANCELLED"}
        return {"FINISHED"}


class HAILUO_OT_cancel(bpy.types.Operator):
    """Stop it, at the service too; credits may be spent all the same"""

    bl_idname = "hailuo.cancel"
    bl_label = "Cancel"

    name: bpy.props.StringProperty()

    def execute(self, context):
        session.cancel(self.name)
        return {"FINISHED"}


class HAILUO_OT_insert(bpy.types.Operator):
    """Put it into this scene again, at the playhead"""

    bl_idname = "hailuo.insert"
    bl_label = "Insert"
    bl_options = {"REGISTER", "UNDO"}

    name: bpy.props.StringProperty()

    def execute(self, context):
        work = session.find(self.name)
        if work is None or not work.files:
            self.report({"ERROR"}, "It has no files")
            return {"CANCELLED"}
        session.place(work, context.scene, context.scene.frame_current)
        return {"FINISHED"}


class HAILUO_OT_voices(bpy.types.Operator):
    """Ask the service for its voices"""

    bl_idname = "hailuo.voices"
    bl_label = "List voices"

    def execute(self, context):
        try:
            session.list_voices()
        except ValueError as reason:
            self.report({"ERROR"}, str(reason))
            return {"CANCELLED"}
        return {"FINISHED"}


_CLASSES = (HAILUO_OT_generate, HAILUO_OT_cancel, HAILUO_OT_insert, HAILUO_OT_voices)

register, unregister = bpy.utils.register_classes_factory(_CLASSES)
