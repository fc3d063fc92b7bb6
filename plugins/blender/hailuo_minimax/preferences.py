"""The add-on's preferences."""

import bpy

from . import connection


def _getter(name):
    return lambda self: str(connection.load()[name] or "")


def _setter(name):
    def change(self, value):
        connection.store(**{name: value})
        from . import session
        session.reconnect()
    return change


class HailuoPreferences(bpy.types.AddonPreferences):
    bl_idname = __package__

    # These three never reach Blender's own files: they are read from and written to connection.json.
    api_token: bpy.props.StringProperty(
        name="API token", subtype="PASSWORD", get=_getter("api_token"), set=_setter("api_token"),
        description="From useapi.net. Kept in a file that only you can read, not in .blend files")
    base_url: bpy.props.StringProperty(
        name="Service address", get=_getter("base_url"), set=_setter("base_url"), description="Empty: useapi.net")
    proxy: bpy.props.StringProperty(
        name="Proxy", get=_getter("proxy"), set=_setter("proxy"), description="e.g. http://proxy:3128; empty: none")
    folder: bpy.props.StringProperty(
        name="Folder", subtype="DIR_PATH", default="//hailuo",
        description="Where results go; // is the folder of the .blend file, or of temporary files as long as it has none")
    offline: bpy.props.BoolProperty(
        name="Try offline", description="Use a stand-in of the service on this machine: no account, no cost",
        update=lambda self, context: _reconnect())
    account: bpy.props.StringProperty(
        name="Account", description="Which of your MiniMax accounts at useapi.net; empty: any that fits")

    def draw(self, context):
        layout = self.layout
        layout.prop(self, "offline")
        column = layout.column()
        column.active = not self.offline
        for name in ("api_token", "account", "base_url", "proxy"):
            column.prop(self, name)
        layout.prop(self, "folder")


def _reconnect():
    from . import session
    session.reconnect()


def get():
    """None while the add-on is not enabled."""
    addon = bpy.context.preferences.addons.get(__package__)
    return addon.preferences if addon else None


register, unregister = bpy.utils.register_classes_factory((HailuoPreferences,))
