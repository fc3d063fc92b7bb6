"""What the user fills in, kept with the scene; and the parameters that come of it."""

from pathlib import Path

import bpy

from . import catalog, conch

_VIDEO, _IMAGE = "videos.create", "images.create"

KINDS = [
    ("VIDEO", "Video", "A clip, as a strip with its sound at the playhead", "FILE_MOVIE", 0),
    ("IMAGE", "Picture", "A picture, as an image of this file", "IMAGE_DATA", 1),
    ("SPEECH", "Speech", "A spoken text, as a sound strip at the playhead", "SPEAKER", 2),
    ("MUSIC", "Music", "A song, as a sound strip at the playhead", "SOUND", 3),
]
STARTS = [
    ("NONE", "Text only", "No picture"),
    ("FILE", "File", "A picture file"),
    ("FRAME", "Current frame", "The scene at the playhead, rendered now"),
    ("RENDER", "Render result", "What was rendered last"),
    ("IMAGE", "Image", "An image of this .blend file"),
]
USES = [
    ("DATABLOCK", "Image", "Only an image, shown in image editors that are empty"),
    ("PLANE", "Plane", "A plane at the 3D cursor with the picture on it"),
    ("BACKGROUND", "Background", "Behind the camera's view"),
]


class HailuoForm(bpy.types.PropertyGroup):
    kind: bpy.props.EnumProperty(name="Make", items=KINDS)
    prompt: bpy.props.StringProperty(name="Prompt", description="What to show, or what to say or sing")
    rewrite: bpy.props.BoolProperty(name="Rewrite", description="Let the provider rewrite the prompt")

    video_model: bpy.props.EnumProperty(name="Model", items=lambda self, context: catalog.model_items(_VIDEO))
    video_option: bpy.props.EnumProperty(
        name="Size", items=lambda self, context: catalog.option_items(_VIDEO, self.video_model, "options"))
    image_model: bpy.props.EnumProperty(name="Model", items=lambda self, context: catalog.model_items(_IMAGE))
    resolution: bpy.props.EnumProperty(
        name="Size", items=lambda self, context: catalog.option_items(_IMAGE, self.image_model, "resolutions"))
    aspect_ratio: bpy.props.EnumProperty(
        name="Shape", items=lambda self, context: catalog.option_items(_IMAGE, self.image_model, "aspect_ratios"))
    quantity: bpy.props.IntProperty(name="How many", min=1, max=4, default=1)
    use: bpy.props.EnumProperty(name="Use as", items=USES)

    start: bpy.props.EnumProperty(name="Begin with", items=STARTS)
    start_file: bpy.props.StringProperty(name="Picture", subtype="FILE_PATH")
    start_image: bpy.props.PointerProperty(name="Picture", type=bpy.types.Image)
    end_file: bpy.props.StringProperty(name="Last frame", subtype="FILE_PATH")

    voice: bpy.props.StringProperty(name="Voice", search=lambda self, context, text: _voices(text),
                                    description="A voice's id; List voices asks the service for them")
    title: bpy.props.StringProperty(name="Title", description="Title of the song")

    def takes_picture(self):
        if self.kind == "VIDEO":
            return catalog.takes(_VIDEO, self.video_model, "image")
        return self.kind == "IMAGE" and bool(catalog.references(self.image_model))

    def takes_end_frame(self):
        return self.kind == "VIDEO" and catalog.takes(_VIDEO, self.video_model, "end_frame")


def _voices(text):
    from . import session
    return [voice for voice in session.voices() if text.lower() in voice.lower()]


def fill(form, values):
    """Sets fields by their names; of drop-downs that depend on others, those others first."""
    for name in sorted(values, key=lambda name: not name.endswith("model")):
        setattr(form, name, values[name])


def params(form, picture, account):
    """(kind for the library, parameters); `picture` is a path or None."""
    if form.kind == "SPEECH":
        found = {"text": form.prompt, "voice_id": form.voice.split(" ")[0], "account": account}
        return conch.Job.SPEECH, _without_empty(found)
    if form.kind == "MUSIC":
        return conch.Job.MUSIC, _without_empty({"prompt": form.prompt, "title": form.title, "account": account})
    common = {"prompt": form.prompt, "promptOptimization": form.rewrite, "account": account}
    if form.kind == "VIDEO":
        end = Path(bpy.path.abspath(form.end_file)) if form.end_file and form.takes_end_frame() else None
        return conch.Job.VIDEO, _without_empty({**common, "model": form.video_model, "options": form.video_option,
                                                "fileID": picture, "end_frame_fileID": end})
    reference = {catalog.references(form.image_model): picture} if picture else {}
    return conch.Job.IMAGE, _without_empty({**common, "model": form.image_model, "resolution": form.resolution,
                                            "aspectRatio": form.aspect_ratio, "quantity": form.quantity, **reference})


def _without_empty(values):
    return {name: value for name, value in values.items() if value or value is False and name == "promptOptimization"}


def picture_of(form, scene, folder):
    """The picture to begin with as a file, written if need be; None for text only. Rendering takes as long as it takes."""
    if not form.takes_picture() or form.start == "NONE":
        return None
    if form.start == "FILE":
        return Path(bpy.path.abspath(form.start_file))
    path = folder / f"{form.start.lower()}-{scene.frame_current:04d}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    if form.start == "FRAME":
        _render(scene, path)
        return path
    image = form.start_image if form.start == "IMAGE" else bpy.data.images.get("Render Result")
    if image is None:
        raise ValueError("There is no such picture: choose an image, or render first")
    try:
        _save(image, scene, path)
    except RuntimeError as reason:
        raise ValueError(f"The picture cannot be saved: {reason}") from reason
    return path


def _save(image, scene, path):
    with _png(scene):
        image.save_render(str(path), scene=scene)
    if not path.exists():
        raise RuntimeError("render first")


def _render(scene, path):
    with _png(scene):
        before = scene.render.filepath
        scene.render.filepath = str(path)
        try:
            bpy.ops.render.render(write_still=True, scene=scene.name)
        finally:
            scene.render.filepath = before


class _png:
    """The scene's output format is PNG meanwhile."""

    def __init__(self, scene):
        self._settings = scene.render.image_settings

    def __enter__(self):
        self._before = (self._settings.file_format, self._settings.color_mode)
        self._settings.file_format = "PNG"
        self._settings.color_mode = "RGB"

    def __exit__(self, *_):
        self._settings.file_format, self._settings.color_mode = self._before


def register():
    bpy.utils.register_class(HailuoForm)
    bpy.types.Scene.hailuo = bpy.props.PointerProperty(type=HailuoForm)


def unregister():
    del bpy.types.Scene.hailuo
    bpy.utils.unregister_class(HailuoForm)
