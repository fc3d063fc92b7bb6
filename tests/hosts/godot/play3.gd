extends Node
# Plays the demo scene from inside, with the engine's own input events, and prints one line a check.

const WAIT = 60000 # milliseconds

var demo
var client
var picture
var failures = []
var events = []
var over = false
var frames = []


func _ready():
	demo = load("res://demo.tscn").instance()
	add_child(demo)
	client = demo.get_node("Client")
	picture = demo.get_node("Column/Picture")
	client.connect("failed", self, "_on_failed")
	client.connect("progress", self, "_on_progress")
	if OS.has_environment("CONCH_TEST_AGAIN"):
		_play_again()
	else:
		_play()


func _on_failed(task, error):
	failures.append([task, error])


func _on_progress(_task, event):
	events.append(event)


func _process(delta):
	frames.append(delta * 1000.0)


func check(what, holds, why = ""):
	print("ok " + what if holds else "not ok %s: %s" % [what, why if why != "" else "it is not so"])
	if not holds:
		leave(1)


func figure(what, value):
	print("figure %s: %s" % [what, value])


func leave(code):
	over = true
	print("quitting")
	get_tree().quit(code)


func press(code, letter = 0):
	for pressed in [true, false]:
		var event = InputEventKey.new()
		event.scancode = code
		event.unicode = letter if pressed else 0
		event.pressed = pressed
		Input.parse_input_event(event)


func type(text):
	demo.get_node("Column/Prompt").clear()
	demo.get_node("Column/Prompt").grab_focus()
	for index in text.length():
		press(0, text.ord_at(index))
	press(KEY_ENTER)


func summary(times):
	times.sort()
	return "median %.2f ms, longest %.2f ms, %d frames" % [times[times.size() / 2], times[-1], times.size()]


func shot():
	var image = get_viewport().get_texture().get_data()
	image.flip_y()
	return image


# Some points of what is on the screen and of the file; scaling may shift them a little.
func alike(screen, file):
	var box = picture.get_global_rect()
	var scale = min(box.size.x / file.get_width(), box.size.y / file.get_height())
	var corner = box.position + (box.size - file.get_size() * scale) / 2
	var count = 0
	screen.lock()
	file.lock()
	for across in range(1, 10):
		for down in range(1, 10):
			var point = Vector2(file.get_width() * across / 10, file.get_height() * down / 10)
			var wanted = file.get_pixelv(point)
			var found = screen.get_pixelv(corner + point * scale)
			if abs(wanted.r - found.r) + abs(wanted.g - found.g) + abs(wanted.b - found.b) < 0.2:
				count += 1
	return count


func _play():
	var limit
	for _frame in 60:
		yield(get_tree(), "idle_frame")
	frames = []
	for _frame in 100:
		yield(get_tree(), "idle_frame")
	var idle = summary(frames)
	var before = shot()
	frames = []

	type("a 海螺 conch in a storm")
	yield(get_tree(), "idle_frame")
	yield(get_tree(), "idle_frame")
	check("a typed prompt becomes a task", demo.task.is_valid_integer(), demo.task)
	limit = OS.get_ticks_msec() + WAIT
	while picture.texture == null and failures.empty() and OS.get_ticks_msec() < limit:
		yield(get_tree(), "idle_frame")
	check("its picture comes", picture.texture != null, str(failures))
	if over:
		return
	var busy = summary(frames)
	check("progress was told on the way", events.size() > 0 and events[-1]["phase"] == "downloading", str(events))
	for _frame in 5:
		yield(get_tree(), "idle_frame")
	var file = picture.texture.get_data()
	check("its pixels are on the screen", alike(shot(), file) >= 60, str(alike(shot(), file)))
	check("they were not there before", alike(before, file) < 60)

	type("conch:stuck a picture that is taken back")
	events = []
	limit = OS.get_ticks_msec() + WAIT
	while (events.empty() or events[-1]["remote_id"] == "" or events[-1]["percent"] < 50) and OS.get_ticks_msec() < limit:
		yield(get_tree(), "idle_frame")
	check("a running task says how far it is", demo.get_node("Column/Bar").value >= 50)
	yield(get_tree(), "idle_frame")
	shot().save_png(OS.get_environment("CONCH_TEST_IMAGES") + "/godot3.png")
	demo.get_node("Column/Buttons/Cancel").emit_signal("pressed")
	limit = OS.get_ticks_msec() + WAIT
	while failures.empty() and OS.get_ticks_msec() < limit:
		yield(get_tree(), "idle_frame")
	check("a cancelled task ends", failures.size() == 1 and failures[0][1]["name"] == "CONCH_E_CANCELLED", str(failures))

	failures = []
	client.generate(client.Job.VIDEO, {"model": "T2V-01"})
	check("a wrong request is refused at once, with its field", failures[0][1]["field"] == "prompt"
		and failures[0][1]["violations"][0]["rule"] == "required", str(failures))
	var price = client.estimate("images.create", {"prompt": "a conch"})
	check("prices can be had", price["credits"] == 1, str(price))

	figure("frame to frame without work", idle)
	figure("frame to frame with work", busy)
	for name in client.longest:
		figure("longest call " + name, "%.2f ms" % client.longest[name])
	print("freeze") # the emulator's time, so that it surely is not ready when the engine ends
	for _frame in 60:
		yield(get_tree(), "idle_frame")
	type("a lighthouse that is remembered")
	events = []
	limit = OS.get_ticks_msec() + WAIT
	while (events.empty() or events[-1]["remote_id"] == "") and OS.get_ticks_msec() < limit:
		yield(get_tree(), "idle_frame")
	check("there is work when the engine ends", not events.empty())
	leave(0)


# The engine again, after it has ended with work on the way.
func _play_again():
	var limit = OS.get_ticks_msec() + WAIT
	while demo.task == "" and OS.get_ticks_msec() < limit:
		yield(get_tree(), "idle_frame")
	check("what was on the way is found again", demo.task != "")
	print("thaw")
	while picture.texture == null and failures.empty() and OS.get_ticks_msec() < limit:
		yield(get_tree(), "idle_frame")
	check("its picture comes", picture.texture != null, str(failures))
	if over:
		return
	for _frame in 5:
		yield(get_tree(), "idle_frame")
	var file = picture.texture.get_data()
	check("its pixels are on the screen", alike(shot(), file) >= 60)
	figure("longest call restore", "%.2f ms" % client.longest["restore"])
	leave(0)
