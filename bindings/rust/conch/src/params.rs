// Made by bindings/generate from include/conch and the catalog; do not edit.
//! What can be asked for: one struct a kind of job, with the parameters that the service takes for it.

use crate::constants::{JobKind, Operation};
use crate::value::{File, Object, Params};

/// Values of videos.create that are known; any other text can be given too.
pub mod video_model {
    /// Prompt required; picture forbidden; end frame forbidden. Default when no picture is given. Size and length are
    /// assumed.
    pub const T2V_01: &str = "T2V-01";
    /// Prompt required; picture forbidden; end frame forbidden. Camera moves in \[ \] inside the prompt. Size and
    /// length are assumed.
    pub const T2V_01_DIRECTOR: &str = "T2V-01-Director";
    /// Prompt optional; picture required; end frame forbidden. Default when a picture is given. Size and length are
    /// assumed.
    pub const I2V_01: &str = "I2V-01";
    /// Prompt optional; picture required; end frame forbidden. Size and length are assumed.
    pub const I2V_01_LIVE: &str = "I2V-01-live";
    /// Prompt optional; picture required; end frame forbidden. Camera moves in \[ \] inside the prompt. Size and length
    /// are assumed.
    pub const I2V_01_DIRECTOR: &str = "I2V-01-Director";
    /// Prompt optional; picture required; end frame forbidden. The picture shows the subject. Size and length are
    /// assumed.
    pub const S2V_01: &str = "S2V-01";
    /// Prompt required without picture; picture optional; end frame optional; options 768p-6sec, 768p-10sec,
    /// 1080p-6sec, 512p-6sec, 512p-10sec.
    pub const MODEL_02: &str = "02";
    /// Prompt required; picture forbidden; end frame forbidden; options 768p-6sec, 768p-10sec, 1080p-6sec.
    pub const T2V_2_3: &str = "T2V-2.3";
    /// Prompt optional; picture required; end frame forbidden; options 768p-6sec, 768p-10sec, 1080p-6sec.
    pub const I2V_2_3: &str = "I2V-2.3";
    /// Prompt optional; picture required; end frame forbidden; options 768p-6sec, 768p-10sec, 1080p-6sec.
    pub const I2V_2_3_FAST: &str = "I2V-2.3-Fast";
    /// Prompt required without picture; picture optional; end frame forbidden; options 720p-4sec, 720p-8sec,
    /// 720p-12sec. The picture must be exactly 1280x720 or 720x1280. That it has sound is assumed.
    pub const SORA_2: &str = "Sora-2";
    /// Prompt required without picture; picture optional; end frame optional; options veo-720p-8sec, veo-1080p-8sec.
    pub const VEO_3_1: &str = "Veo-3.1";
    /// Prompt required without picture; picture optional; end frame optional; options veo-720p-8sec, veo-1080p-8sec.
    /// That it has sound is assumed.
    pub const VEO_3_1_FAST: &str = "Veo-3.1-Fast";
    /// Prompt optional; picture required; end frame forbidden; options veo-720p-8sec, veo-1080p-8sec. The picture shows
    /// the subject. That it is needed, and that the video has sound, is assumed.
    pub const VEO_3_1_S2V: &str = "Veo-3.1-S2V";
}

/// Values of videos.create that are known.
pub mod video_options {
    pub const OPTIONS_512P_6SEC: &str = "512p-6sec";
    pub const OPTIONS_512P_10SEC: &str = "512p-10sec";
    pub const OPTIONS_768P_6SEC: &str = "768p-6sec";
    pub const OPTIONS_768P_10SEC: &str = "768p-10sec";
    pub const OPTIONS_1080P_6SEC: &str = "1080p-6sec";
    pub const OPTIONS_720P_4SEC: &str = "720p-4sec";
    pub const OPTIONS_720P_8SEC: &str = "720p-8sec";
    pub const OPTIONS_720P_12SEC: &str = "720p-12sec";
    pub const VEO_720P_8SEC: &str = "veo-720p-8sec";
    pub const VEO_1080P_8SEC: &str = "veo-1080p-8sec";
}

/// One clip (MP4) by `videos.create`: text, picture, end frame, subject
#[derive(Clone, Debug, Default)]
pub struct VideoParams {
    /// The account to use. When left out, the service picks a random account that has a free place; a file given by id
    /// fixes the account.
    pub account: Option<String>,
    /// What to show. Needed by text models and by the others when no picture is given; the Director models take camera
    /// moves in \[ \].
    pub prompt: Option<String>,
    /// Let the provider rewrite the prompt. Default: false.
    pub prompt_optimization: Option<bool>,
    /// First frame or subject: an uploaded file, a character's file or a generated image's fileID.
    pub file_id: Option<File>,
    /// Last frame. Must be another upload than fileID.
    pub end_frame_file_id: Option<File>,
    /// The model. When left out: I2V-01 with fileID, T2V-01 without. Default: T2V-01.
    pub model: Option<String>,
    /// Resolution and length; which ones exist depends on the model, whose first one is its default.
    pub options: Option<String>,
    /// Address that the service calls with news of the job. At most 1024 characters.
    pub reply_url: Option<String>,
    /// Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024
    /// characters.
    pub reply_ref: Option<String>,
    /// How many jobs may run on the account at once for this request to be accepted; the account's own value when left
    /// out. 1 to 10.
    pub max_jobs: Option<i64>,
}

impl Params for VideoParams {
    const KIND: JobKind = JobKind::VIDEO;
    const OPERATION: Operation = Operation::VIDEOS_CREATE;

    fn write(&self, object: &mut Object) {
        object.put("account", &self.account);
        object.put("prompt", &self.prompt);
        object.put("promptOptimization", &self.prompt_optimization);
        object.put("fileID", &self.file_id);
        object.put("end_frame_fileID", &self.end_frame_file_id);
        object.put("model", &self.model);
        object.put("options", &self.options);
        object.put("replyUrl", &self.reply_url);
        object.put("replyRef", &self.reply_ref);
        object.put("maxJobs", &self.max_jobs);
    }
}

/// Values of images.create that are known; any other text can be given too.
pub mod image_model {
    /// Prompt required; resolutions HD; aspect ratios 16:9, 4:3, 1:1, 3:4, 9:16, 21:9.
    pub const IMAGE_01: &str = "image-01";
    /// Prompt required; resolutions 1K, 2K, 4K; aspect ratios auto, 16:9, 5:4, 4:3, 3:2, 1:1, 2:3, 3:4, 4:5, 9:16,
    /// 21:9. The documents give 4 credits without naming a resolution; it is taken for the default one.
    pub const NANO_BANANA_PRO: &str = "nano-banana-pro";
    /// Prompt required; resolutions 1K, 2K, 4K; aspect ratios auto, 1:1, 3:2, 2:3.
    pub const GPT_IMAGE_1_5: &str = "gpt-image-1.5";
    /// Prompt required; resolutions 2K, 4K; aspect ratios auto, 16:9, 5:4, 4:3, 3:2, 1:1, 2:3, 3:4, 4:5, 9:16, 21:9.
    pub const SEEDREAM_4_5: &str = "seedream-4.5";
}

/// Values of images.create that are known.
pub mod image_aspect_ratio {
    pub const AUTO: &str = "auto";
    pub const ASPECT_RATIO_16_9: &str = "16:9";
    pub const ASPECT_RATIO_5_4: &str = "5:4";
    pub const ASPECT_RATIO_4_3: &str = "4:3";
    pub const ASPECT_RATIO_3_2: &str = "3:2";
    pub const ASPECT_RATIO_1_1: &str = "1:1";
    pub const ASPECT_RATIO_2_3: &str = "2:3";
    pub const ASPECT_RATIO_3_4: &str = "3:4";
    pub const ASPECT_RATIO_4_5: &str = "4:5";
    pub const ASPECT_RATIO_9_16: &str = "9:16";
    pub const ASPECT_RATIO_21_9: &str = "21:9";
}

/// Values of images.create that are known.
pub mod image_resolution {
    pub const HD: &str = "HD";
    pub const RESOLUTION_1K: &str = "1K";
    pub const RESOLUTION_2K: &str = "2K";
    pub const RESOLUTION_4K: &str = "4K";
}

/// 1 to 4 pictures by `images.create`: text, references, a character
#[derive(Clone, Debug, Default)]
pub struct ImageParams {
    /// The account to use. May be left out while only one account of the needed kind is configured; with several it is
    /// required.
    pub account: Option<String>,
    /// What to show; the greatest length depends on the model.
    pub prompt: String,
    /// Let the provider rewrite the prompt. Default: true.
    pub prompt_optimization: Option<bool>,
    /// The model. Default: image-01.
    pub model: Option<String>,
    /// Shape; which ones exist depends on the model, whose first one is its default.
    pub aspect_ratio: Option<String>,
    /// Size; which ones exist depends on the model, whose first one is its default.
    pub resolution: Option<String>,
    /// Picture of the person to show; only image-01.
    pub character_file_id: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_1: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_2: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_3: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_4: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_5: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_6: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_7: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_8: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_9: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_10: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_11: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_12: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_13: Option<File>,
    /// Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
    pub reference_file_id_14: Option<File>,
    /// How many images. Default: 1. 1 to 4.
    pub quantity: Option<i64>,
    /// Address that the service calls with news of the job. At most 1024 characters.
    pub reply_url: Option<String>,
    /// Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024
    /// characters.
    pub reply_ref: Option<String>,
}

impl Params for ImageParams {
    const KIND: JobKind = JobKind::IMAGE;
    const OPERATION: Operation = Operation::IMAGES_CREATE;

    fn write(&self, object: &mut Object) {
        object.put("account", &self.account);
        object.put("prompt", &self.prompt);
        object.put("promptOptimization", &self.prompt_optimization);
        object.put("model", &self.model);
        object.put("aspectRatio", &self.aspect_ratio);
        object.put("resolution", &self.resolution);
        object.put("characterFileId", &self.character_file_id);
        object.put("referenceFileId1", &self.reference_file_id_1);
        object.put("referenceFileId2", &self.reference_file_id_2);
        object.put("referenceFileId3", &self.reference_file_id_3);
        object.put("referenceFileId4", &self.reference_file_id_4);
        object.put("referenceFileId5", &self.reference_file_id_5);
        object.put("referenceFileId6", &self.reference_file_id_6);
        object.put("referenceFileId7", &self.reference_file_id_7);
        object.put("referenceFileId8", &self.reference_file_id_8);
        object.put("referenceFileId9", &self.reference_file_id_9);
        object.put("referenceFileId10", &self.reference_file_id_10);
        object.put("referenceFileId11", &self.reference_file_id_11);
        object.put("referenceFileId12", &self.reference_file_id_12);
        object.put("referenceFileId13", &self.reference_file_id_13);
        object.put("referenceFileId14", &self.reference_file_id_14);
        object.put("quantity", &self.quantity);
        object.put("replyUrl", &self.reply_url);
        object.put("replyRef", &self.reply_ref);
    }
}

/// Values of agent.run that are known; any other text can be given too.
pub mod agent_models {
    pub const HAILUO_2_3: &str = "hailuo-2.3";
    pub const HAILUO_2_3_FAST: &str = "hailuo-2.3-fast";
    pub const HAILUO_02: &str = "hailuo-02";
    pub const VEO_3_1: &str = "veo-3.1";
    pub const VEO_3_1_FAST: &str = "veo-3.1-fast";
    pub const SORA_2: &str = "sora-2";
    pub const NANO_BANANA_2: &str = "nano-banana-2";
    pub const NANO_BANANA: &str = "nano-banana";
    pub const SEEDREAM: &str = "seedream";
    pub const KONTEXT: &str = "kontext";
    pub const QWEN: &str = "qwen";
    pub const KOLORS: &str = "kolors";
    pub const SPEECH_2_5_HD_PREVIEW: &str = "speech-2.5-hd-preview";
    pub const SPEECH_2_5_TURBO_PREVIEW: &str = "speech-2.5-turbo-preview";
    pub const MINIMAX_MUSIC_2_0: &str = "minimax-music-2.0";
}

/// Whatever the prompt asks an agent for, by `agent.run`; files go along under "file"
#[derive(Clone, Debug, Default)]
pub struct AgentParams {
    /// The account to use. May be left out while only one account of the needed kind is configured; with several it is
    /// required.
    pub account: Option<String>,
    /// The task; shape and size of pictures are said in words.
    pub prompt: String,
    /// The models that the agent may use, separated by commas.
    pub models: Vec<String>,
    /// Files for the agent to work with.
    pub file: Vec<File>,
    /// Answer at once with 201 instead of holding the request until the job ends (up to 15 minutes). Default: false.
    pub async_: Option<bool>,
    /// Address that the service calls with news of the job. At most 1024 characters.
    pub reply_url: Option<String>,
    /// Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024
    /// characters.
    pub reply_ref: Option<String>,
}

impl Params for AgentParams {
    const KIND: JobKind = JobKind::AGENT;
    const OPERATION: Operation = Operation::AGENT_RUN;

    fn write(&self, object: &mut Object) {
        object.put("account", &self.account);
        object.put("prompt", &self.prompt);
        object.put("models", &self.models);
        object.put("file", &self.file);
        object.put("async", &self.async_);
        object.put("replyUrl", &self.reply_url);
        object.put("replyRef", &self.reply_ref);
    }
}

/// Values of audio.create_mp3 that are known; any other text can be given too.
pub mod speech_model {
    pub const SPEECH_02_HD: &str = "speech-02-hd";
    pub const SPEECH_01_HD: &str = "speech-01-hd";
    pub const SPEECH_02_TURBO: &str = "speech-02-turbo";
    pub const SPEECH_01_TURBO: &str = "speech-01-turbo";
}

/// Values of audio.create_mp3 that are known; any other text can be given too.
pub mod speech_emotion {
    pub const AUTO: &str = "Auto";
    pub const HAPPY: &str = "happy";
    pub const SAD: &str = "sad";
    pub const ANGRY: &str = "angry";
    pub const FEARFUL: &str = "fearful";
    pub const DISGUSTED: &str = "disgusted";
    pub const SURPRISED: &str = "surprised";
    pub const NEUTRAL: &str = "neutral";
}

/// One MP3 that says a text, by `audio.create_mp3` (decommissioned by the service)
#[derive(Clone, Debug, Default)]
pub struct SpeechParams {
    /// The account to use. May be left out while only one account of the needed kind is configured; with several it is
    /// required.
    pub account: Option<String>,
    /// What to say; \<#0.5#> is a pause of half a second. At most 500 characters.
    pub text: String,
    /// The voice: the decimal id of a system voice or the composite id of a cloned one, both from audio.voices.
    pub voice_id: String,
    /// The speech model. Default: speech-02-hd.
    pub model: Option<String>,
    /// The language to favour: a tag_name of voice_tag_language in audio.config. Default: Auto.
    pub language_boost: Option<String>,
    /// The mood of the voice: a value of t2a_emotion in audio.config. Default: Auto.
    pub emotion: Option<String>,
    /// Loudness. The documents give no range; 0 to 10 is assumed. Default: 1. 0 to 10.
    pub vol: Option<f64>,
    /// Speed of speaking. Default: 1. 0.5 to 2.
    pub speed: Option<f64>,
    /// Pitch, in semitones. Default: 0. -12 to 12.
    pub pitch: Option<f64>,
    /// Deeper (below 0) or lighter (above 0) voice. Default: 0. -100 to 100.
    pub deepen_lighten: Option<f64>,
    /// Stronger (below 0) or softer (above 0) voice. Default: 0. -100 to 100.
    pub stronger_softer: Option<f64>,
    /// More nasal (below 0) or crisper (above 0) voice. Default: 0. -100 to 100.
    pub nasal_crisp: Option<f64>,
    /// Echo of a wide room. Default: false.
    pub spacious_echo: Option<bool>,
    /// Sound of a telephone. Default: false.
    pub lofi_telephone: Option<bool>,
    /// Robot's voice. Default: false.
    pub robotic: Option<bool>,
    /// Echo of a lecture hall. Default: false.
    pub auditorium_echo: Option<bool>,
}

impl Params for SpeechParams {
    const KIND: JobKind = JobKind::SPEECH;
    const OPERATION: Operation = Operation::AUDIO_CREATE_MP3;

    fn write(&self, object: &mut Object) {
        object.put("account", &self.account);
        object.put("text", &self.text);
        object.put("voice_id", &self.voice_id);
        object.put("model", &self.model);
        object.put("language_boost", &self.language_boost);
        object.put("emotion", &self.emotion);
        object.put("vol", &self.vol);
        object.put("speed", &self.speed);
        object.put("pitch", &self.pitch);
        object.put("deepen_lighten", &self.deepen_lighten);
        object.put("stronger_softer", &self.stronger_softer);
        object.put("nasal_crisp", &self.nasal_crisp);
        object.put("spacious_echo", &self.spacious_echo);
        object.put("lofi_telephone", &self.lofi_telephone);
        object.put("robotic", &self.robotic);
        object.put("auditorium_echo", &self.auditorium_echo);
    }
}

/// One song (MP3) by `music.create` (decommissioned by the service)
#[derive(Clone, Debug, Default)]
pub struct MusicParams {
    /// The account to use. May be left out while only one account of the needed kind is configured; with several it is
    /// required.
    pub account: Option<String>,
    /// The lyrics: a new line separates sentences, two empty lines are a pause. Documented up to 600; that it is needed
    /// is assumed. At most 600 characters.
    pub prompt: String,
    /// The style, from music.styles.
    pub style_id: Option<String>,
    /// Title of the song.
    pub title: Option<String>,
}

impl Params for MusicParams {
    const KIND: JobKind = JobKind::MUSIC;
    const OPERATION: Operation = Operation::MUSIC_CREATE;

    fn write(&self, object: &mut Object) {
        object.put("account", &self.account);
        object.put("prompt", &self.prompt);
        object.put("styleId", &self.style_id);
        object.put("title", &self.title);
    }
}

/// Values of llm.send that are known; any other text can be given too.
pub mod chat_model {
    /// Reasons; takes 1M tokens, writes up to 80k.
    pub const MM_M1: &str = "mm-m1";
    /// Takes 1M tokens.
    pub const MM_01: &str = "mm-01";
}

/// One answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned)
#[derive(Clone, Debug, Default)]
pub struct ChatParams {
    /// The account to use. May be left out while only one account of the needed kind is configured; with several it is
    /// required.
    pub account: Option<String>,
    /// The message.
    pub prompt: String,
    /// The model: mm-m1 reasons, mm-01 answers directly. Default: mm-m1.
    pub model: Option<String>,
    /// Let the model search the web. Default: false.
    pub search_web: Option<bool>,
    /// Answer as a stream of server-sent events. Default: false.
    pub stream: Option<bool>,
    /// Continue this thread.
    pub chat_id: Option<String>,
    /// Files to talk about; the request is then sent as multipart. At most 10. Files: txt, docx, doc, pdf, ppt, pptx,
    /// xls, xlsx, png, jpeg, jpg, webp, svg, heif, tiff.
    pub file: Vec<File>,
}

impl Params for ChatParams {
    const KIND: JobKind = JobKind::CHAT;
    const OPERATION: Operation = Operation::LLM_SEND;

    fn write(&self, object: &mut Object) {
        object.put("account", &self.account);
        object.put("prompt", &self.prompt);
        object.put("model", &self.model);
        object.put("searchWeb", &self.search_web);
        object.put("stream", &self.stream);
        object.put("chatID", &self.chat_id);
        object.put("file", &self.file);
    }
}

/// One clip by `videos.create_from_template`; its steps come as CHUNK events
#[derive(Clone, Debug, Default)]
pub struct TemplateVideoParams {
    /// The account to use. When left out, the service picks a random account that has a free place; a file given by id
    /// fixes the account.
    pub account: Option<String>,
    /// The template, from videos.templates.
    pub template_id: String,
    /// Needed when the template says requirePrompt.
    pub prompt: Option<String>,
    /// Picture; needed when the template says requireImage.
    pub file_id: Option<File>,
    /// The ossPath that files.upload gave with the fileID; needed with fileID, not allowed without.
    pub oss_path: Option<String>,
    /// Address that the service calls with news of the job. At most 1024 characters.
    pub reply_url: Option<String>,
    /// Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024
    /// characters.
    pub reply_ref: Option<String>,
    /// How many jobs may run on the account at once for this request to be accepted; the account's own value when left
    /// out. 1 to 10.
    pub max_jobs: Option<i64>,
}

impl Params for TemplateVideoParams {
    const KIND: JobKind = JobKind::TEMPLATE_VIDEO;
    const OPERATION: Operation = Operation::VIDEOS_CREATE_FROM_TEMPLATE;

    fn write(&self, object: &mut Object) {
        object.put("account", &self.account);
        object.put("templateId", &self.template_id);
        object.put("prompt", &self.prompt);
        object.put("fileID", &self.file_id);
        object.put("ossPath", &self.oss_path);
        object.put("replyUrl", &self.reply_url);
        object.put("replyRef", &self.reply_ref);
        object.put("maxJobs", &self.max_jobs);
    }
}

/// Values of audio.create_stream that are known; any other text can be given too.
pub mod speech_stream_model {
    pub const SPEECH_02_HD: &str = "speech-02-hd";
    pub const SPEECH_01_HD: &str = "speech-01-hd";
    pub const SPEECH_02_TURBO: &str = "speech-02-turbo";
    pub const SPEECH_01_TURBO: &str = "speech-01-turbo";
}

/// Values of audio.create_stream that are known; any other text can be given too.
pub mod speech_stream_emotion {
    pub const AUTO: &str = "Auto";
    pub const HAPPY: &str = "happy";
    pub const SAD: &str = "sad";
    pub const ANGRY: &str = "angry";
    pub const FEARFUL: &str = "fearful";
    pub const DISGUSTED: &str = "disgusted";
    pub const SURPRISED: &str = "surprised";
    pub const NEUTRAL: &str = "neutral";
}

/// Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then the file
/// (decommissioned).
#[derive(Clone, Debug, Default)]
pub struct SpeechStreamParams {
    /// The account to use. May be left out while only one account of the needed kind is configured; with several it is
    /// required.
    pub account: Option<String>,
    /// What to say; \<#0.5#> is a pause of half a second. At most 5000 characters.
    pub text: String,
    /// The voice: the decimal id of a system voice or the composite id of a cloned one, both from audio.voices.
    pub voice_id: String,
    /// The speech model. Default: speech-02-hd.
    pub model: Option<String>,
    /// The language to favour: a tag_name of voice_tag_language in audio.config. Default: Auto.
    pub language_boost: Option<String>,
    /// The mood of the voice: a value of t2a_emotion in audio.config. Default: Auto.
    pub emotion: Option<String>,
    /// Loudness. The documents give no range; 0 to 10 is assumed. Default: 1. 0 to 10.
    pub vol: Option<f64>,
    /// Speed of speaking. Default: 1. 0.5 to 2.
    pub speed: Option<f64>,
    /// Pitch, in semitones. Default: 0. -12 to 12.
    pub pitch: Option<f64>,
    /// Deeper (below 0) or lighter (above 0) voice. Default: 0. -100 to 100.
    pub deepen_lighten: Option<f64>,
    /// Stronger (below 0) or softer (above 0) voice. Default: 0. -100 to 100.
    pub stronger_softer: Option<f64>,
    /// More nasal (below 0) or crisper (above 0) voice. Default: 0. -100 to 100.
    pub nasal_crisp: Option<f64>,
    /// Echo of a wide room. Default: false.
    pub spacious_echo: Option<bool>,
    /// Sound of a telephone. Default: false.
    pub lofi_telephone: Option<bool>,
    /// Robot's voice. Default: false.
    pub robotic: Option<bool>,
    /// Echo of a lecture hall. Default: false.
    pub auditorium_echo: Option<bool>,
}

impl Params for SpeechStreamParams {
    const KIND: JobKind = JobKind::SPEECH_STREAM;
    const OPERATION: Operation = Operation::AUDIO_CREATE_STREAM;

    fn write(&self, object: &mut Object) {
        object.put("account", &self.account);
        object.put("text", &self.text);
        object.put("voice_id", &self.voice_id);
        object.put("model", &self.model);
        object.put("language_boost", &self.language_boost);
        object.put("emotion", &self.emotion);
        object.put("vol", &self.vol);
        object.put("speed", &self.speed);
        object.put("pitch", &self.pitch);
        object.put("deepen_lighten", &self.deepen_lighten);
        object.put("stronger_softer", &self.stronger_softer);
        object.put("nasal_crisp", &self.nasal_crisp);
        object.put("spacious_echo", &self.spacious_echo);
        object.put("lofi_telephone", &self.lofi_telephone);
        object.put("robotic", &self.robotic);
        object.put("auditorium_echo", &self.auditorium_echo);
    }
}
