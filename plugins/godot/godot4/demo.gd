extends Control
# A prompt, a bar and the picture that comes of it.

@onready var client = $Client
@onready var state = $Column/Buttons/State
@onready var bar = $Column/Bar

var task = ""
var restoring = ""
var _loader = Thread.new()


func _ready():
	if OS.has_environment("CONCH_TOKEN"):
		client.api_token = OS.get_environment("CONCH_TOKEN")
		client.base_url = OS.get_environment("CONCH_BASE_URL")
		client.account = OS.get_environment("CONCH_ACCOUNT")
	$Column/Prompt.grab_focus()
	restoring = client.restore()


func _on_generate(_text = ""):
	task = client.generate(client.Job.IMAGE, {"prompt": $Column/Prompt.text, "aspectRatio": "16:9"})
	$Column/Buttons/Cancel.disabled = task == ""


func _on_cancel():
	client.cancel(task, true)


func _on_progress(from, event):
	if from != task:
		return
	bar.value = max(event["percent"], 0)
	state.text = event["phase"]


func _on_done(from, result):
	if from == restoring:
		_found(result["json"]["restored"])
		return
	if from != task:
		return
	_ended("reading the picture")
	# Reading a picture takes longer than a frame.
	if _loader.is_started():
		_loader.wait_to_finish()
	_loader.start(_load.bind(result["files"][0]))


# What was on the way when the last run ended.
func _found(jobs):
	for job in jobs:
		if job["kind"] == "image":
			task = job["task"]
			state.text = "found again"
			$Column/Buttons/Cancel.disabled = false


func _on_failed(from, error):
	if from == task or from == "":
		_ended(error["message"])


func _ended(text):
	state.text = text
	bar.value = 0
	$Column/Buttons/Cancel.disabled = true


func _load(path):
	_show.call_deferred(Image.load_from_file(path))


func _show(image):
	$Column/Picture.texture = ImageTexture.create_from_image(image)
	state.text = "%d x %d" % [image.get_width(), image.get_height()]


func _exit_tree():
	if _loader.is_started():
		_loader.wait_to_finish()
