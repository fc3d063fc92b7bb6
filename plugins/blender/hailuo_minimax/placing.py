"""Puts results into the scene. Only Blender's data is touched, no operators: this runs in timers, without a context."""

import bpy


def place(work, scene, frame):
    """What it made, for people."""
    name = work.prompt.split("\n")[0][:40] or work.kind.lower()
    if work.kind == "VIDEO":
        return add_clip(name, work.files[0], scene, frame)
    if work.kind == "IMAGE":
        return "; ".join(add_image(file, work.use, scene) for file in work.files)
    return add_sound(name, work.files[0], scene, frame)


def _editor(scene):
    return scene.sequence_editor or scene.sequence_editor_create()


def _free_channel(editor, start, end, count, but=None):
    """The lowest channel from which on `count` channels are free in the range; `but` is a strip that does not count."""
    taken = {strip.channel for strip in editor.sequences_all
             if strip != but and strip.frame_final_start < end and strip.frame_final_end > start}
    channel = 1
    while any(channel + offset in taken for offset in range(count)):
        channel += 1
    return channel


def _top(editor):
    return max((strip.channel for strip in editor.sequences_all), default=0)


def _has_sound(path):
    sound = bpy.data.sounds.load(path, check_existing=True)
    found = sound.channels != "INVALID"
    if sound.users == 0:
        bpy.data.sounds.remove(sound)
    return found


def add_clip(name, path, scene, frame):
    """The picture above its sound."""
    editor = _editor(scene)
    alone = len(editor.sequences_all) == 0
    movie = editor.sequences.new_movie(name, path, channel=_top(editor) + 1, frame_start=frame, fit_method="FIT")
    if alone and movie.fps > 0:
        # Before the sound comes: its length in frames follows the scene's rate.
        scene.render.fps = round(movie.fps)
        scene.render.fps_base = round(movie.fps) / movie.fps
    heard = _has_sound(path)
    end = frame + movie.frame_final_duration
    channel = _free_channel(editor, frame, end, 2 if heard else 1, but=movie)
    if heard:
        movie.channel = channel + 1
        editor.sequences.new_sound(name, path, channel=channel, frame_start=frame)
    else:
        movie.channel = channel
    scene.frame_end = max(scene.frame_end, end - 1)
    return f"strip {movie.name}"


def add_sound(name, path, scene, frame):
    editor = _editor(scene)
    strip = editor.sequences.new_sound(name, path, channel=_top(editor) + 1, frame_start=frame)
    strip.channel = _free_channel(editor, frame, frame + strip.frame_final_duration, 1, but=strip)
    scene.frame_end = max(scene.frame_end, frame + strip.frame_final_duration - 1)
    return f"sound strip {strip.name}"


def add_image(path, use, scene):
    image = bpy.data.images.load(path, check_existing=True)
    if use == "PLANE":
        return f"plane {_plane(image, scene).name}"
    if use == "BACKGROUND":
        return f"background {_background(image, scene)}"
    _show(image)
    return f"image {image.name}"


def _show(image):
    image.use_fake_user = True  # nothing else uses it yet, and it was paid for
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "IMAGE_EDITOR" and area.spaces.active.image is None:
                area.spaces.active.image = image


def _plane(image, scene):
    """One unit high, standing upright, facing the front view."""
    width, height = image.size if image.size[1] else (1, 1)
    half = width / height / 2
    mesh = bpy.data.meshes.new(image.name)
    mesh.from_pydata([(-half, 0, 0), (half, 0, 0), (half, 0, 1), (-half, 0, 1)], [], [(0, 1, 2, 3)])
    corners = mesh.uv_layers.new().data
    for corner, position in zip(corners, [(0, 0), (1, 0), (1, 1), (0, 1)]):
        corner.uv = position
    mesh.materials.append(_material(image))
    plane = bpy.data.objects.new(image.name, mesh)
    plane.location = scene.cursor.location
    scene.collection.objects.link(plane)
    return plane


def _material(image):
    """The picture as it is, whatever the light."""
    material = bpy.data.materials.new(image.name)
    material.use_nodes = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    nodes.clear()
    texture, light, output = (nodes.new(f"ShaderNode{name}") for name in ("TexImage", "Emission", "OutputMaterial"))
    texture.image = image
    light.location, output.location = (300, 0), (500, 0)
    links.new(texture.outputs["Color"], light.inputs["Color"])
    links.new(light.outputs["Emission"], output.inputs["Surface"])
    return material


def _background(image, scene):
    camera = scene.camera
    if camera is None:
        empty = bpy.data.objects.new(image.name, None)
        empty.empty_display_type = "IMAGE"
        empty.data = image
        scene.collection.objects.link(empty)
        return empty.name
    camera.data.show_background_images = True
    background = camera.data.background_images.new()
    background.image = image
    return camera.name
