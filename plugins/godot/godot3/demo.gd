extends Control
# A prompt, a bar and the picture that comes of it.

onready var client = $Client
onready var state = $Column/Buttons/State
onready var bar = $Column/Bar

var task = ""
var _loader = Thread.new()


func _ready():
	if OS.has_environment("CONCH_TOKEN"):
		client.api_token = OS.get_environment("CONCH_TOKEN")
		client.base_url = OS.get_environment("CONCH_BASE_URL")
		client.account = OS.get_environment("CONCH_ACCOUNT")
	$Column/Prompt.grab_focus()


func _on_generate(_text = ""):
	task = client.generate(client.Job.IMAGE, {"prompt": $Column/Prompt.text, "aspectRatio": "16:9"})
	$Column/Buttons/Cancel.disabled = task == ""


func _on_cancel():
	client.cancel(task, true)


func _on_progress(_task, event):
	bar.value = max(event["percent"], 0)
	state.text = event["phase"]


func _on_done(_task, result):
	_ended("reading the picture")
	# Reading a picture takes longer than a frame.
	if _loader.is_active():
		_loader.wait_to_finish()
	_loader.start(self, "_load", result["files"][0])


func _on_failed(_task, error):
	_ended(error["message"])


func _ended(text):
	state.text = text
	bar.value = 0
	$Column/Buttons/Cancel.disabled = true


func _load(path):
	var image = Image.new()
	image.load(path)
	call_deferred("_show", image)


func _show(image):
	var texture = ImageTexture.new()
	texture.create_from_image(image)
	$Column/Picture.texture = texture
	state.text = "%d x %d" % [image.get_width(), image.get_height()]


func _exit_tree():
	if _loader.is_active():
		_loader.wait_to_finish()
