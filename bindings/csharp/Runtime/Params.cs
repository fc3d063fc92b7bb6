// Made by bindings/generate from include/conch and the catalog; do not edit.
using System.Collections.Generic;

namespace Conch
{
    /// <summary>Values of videos.create that are known; any other text can be given too.</summary>
    public static class VideoModels
    {
        /// <summary>Prompt required; picture forbidden; end frame forbidden. Default when no picture is given. Size and
        /// length are assumed.</summary>
        public const string T2V01 = "T2V-01";
        /// <summary>Prompt required; picture forbidden; end frame forbidden. Camera moves in [ ] inside the prompt.
        /// Size and length are assumed.</summary>
        public const string T2V01Director = "T2V-01-Director";
        /// <summary>Prompt optional; picture required; end frame forbidden. Default when a picture is given. Size and
        /// length are assumed.</summary>
        public const string I2V01 = "I2V-01";
        /// <summary>Prompt optional; picture required; end frame forbidden. Size and length are assumed.</summary>
        public const string I2V01Live = "I2V-01-live";
        /// <summary>Prompt optional; picture required; end frame forbidden. Camera moves in [ ] inside the prompt. Size
        /// and length are assumed.</summary>
        public const string I2V01Director = "I2V-01-Director";
        /// <summary>Prompt optional; picture required; end frame forbidden. The picture shows the subject. Size and
        /// length are assumed.</summary>
        public const string S2V01 = "S2V-01";
        /// <summary>Prompt required without picture; picture optional; end frame optional; options 768p-6sec,
        /// 768p-10sec, 1080p-6sec, 512p-6sec, 512p-10sec.</summary>
        public const string Value02 = "02";
        /// <summary>Prompt required; picture forbidden; end frame forbidden; options 768p-6sec, 768p-10sec,
        /// 1080p-6sec.</summary>
        public const string T2V2_3 = "T2V-2.3";
        /// <summary>Prompt optional; picture required; end frame forbidden; options 768p-6sec, 768p-10sec,
        /// 1080p-6sec.</summary>
        public const string I2V2_3 = "I2V-2.3";
        /// <summary>Prompt optional; picture required; end frame forbidden; options 768p-6sec, 768p-10sec,
        /// 1080p-6sec.</summary>
        public const string I2V2_3Fast = "I2V-2.3-Fast";
        /// <summary>Prompt required without picture; picture optional; end frame forbidden; options 720p-4sec,
        /// 720p-8sec, 720p-12sec. The picture must be exactly 1280x720 or 720x1280. That it has sound is
        /// assumed.</summary>
        public const string Sora2 = "Sora-2";
        /// <summary>Prompt required without picture; picture optional; end frame optional; options veo-720p-8sec,
        /// veo-1080p-8sec.</summary>
        public const string Veo3_1 = "Veo-3.1";
        /// <summary>Prompt required without picture; picture optional; end frame optional; options veo-720p-8sec,
        /// veo-1080p-8sec. That it has sound is assumed.</summary>
        public const string Veo3_1Fast = "Veo-3.1-Fast";
        /// <summary>Prompt optional; picture required; end frame forbidden; options veo-720p-8sec, veo-1080p-8sec. The
        /// picture shows the subject. That it is needed, and that the video has sound, is assumed.</summary>
        public const string Veo3_1S2V = "Veo-3.1-S2V";
    }

    /// <summary>Values of videos.create that are known.</summary>
    public static class VideoOptions
    {
        public const string Value512p6sec = "512p-6sec";
        public const string Value512p10sec = "512p-10sec";
        public const string Value768p6sec = "768p-6sec";
        public const string Value768p10sec = "768p-10sec";
        public const string Value1080p6sec = "1080p-6sec";
        public const string Value720p4sec = "720p-4sec";
        public const string Value720p8sec = "720p-8sec";
        public const string Value720p12sec = "720p-12sec";
        public const string Veo720p8sec = "veo-720p-8sec";
        public const string Veo1080p8sec = "veo-1080p-8sec";
    }

    /// <summary>One clip (MP4) by `videos.create`: text, picture, end frame, subject</summary>
    public sealed class VideoParams : Params
    {
        /// <summary>The account to use. When left out, the service picks a random account that has a free place; a file
        /// given by id fixes the account.</summary>
        public string Account { get; set; }
        /// <summary>What to show. Needed by text models and by the others when no picture is given; the Director models
        /// take camera moves in [ ].</summary>
        public string Prompt { get; set; }
        /// <summary>Let the provider rewrite the prompt. Default: false.</summary>
        public bool? PromptOptimization { get; set; }
        /// <summary>First frame or subject: an uploaded file, a character's file or a generated image's
        /// fileID.</summary>
        public ConchFile FileId { get; set; }
        /// <summary>Last frame. Must be another upload than fileID.</summary>
        public ConchFile EndFrameFileId { get; set; }
        /// <summary>The model. When left out: I2V-01 with fileID, T2V-01 without. Default: T2V-01.</summary>
        public string Model { get; set; }
        /// <summary>Resolution and length; which ones exist depends on the model, whose first one is its
        /// default.</summary>
        public string Options { get; set; }
        /// <summary>Address that the service calls with news of the job. At most 1024 characters.</summary>
        public string ReplyUrl { get; set; }
        /// <summary>Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most
        /// 1024 characters.</summary>
        public string ReplyRef { get; set; }
        /// <summary>How many jobs may run on the account at once for this request to be accepted; the account's own
        /// value when left out. 1 to 10.</summary>
        public int? MaxJobs { get; set; }

        public override JobKind Kind => JobKind.Video;
        public override Operation Operation => Operation.VideosCreate;

        protected override void Write(IDictionary<string, object> values)
        {
            Put(values, "account", Account);
            Put(values, "prompt", Prompt);
            Put(values, "promptOptimization", PromptOptimization);
            Put(values, "fileID", FileId);
            Put(values, "end_frame_fileID", EndFrameFileId);
            Put(values, "model", Model);
            Put(values, "options", Options);
            Put(values, "replyUrl", ReplyUrl);
            Put(values, "replyRef", ReplyRef);
            Put(values, "maxJobs", MaxJobs);
        }
    }

    /// <summary>Values of images.create that are known; any other text can be given too.</summary>
    public static class ImageModels
    {
        /// <summary>Prompt required; resolutions HD; aspect ratios 16:9, 4:3, 1:1, 3:4, 9:16, 21:9.</summary>
        public const string Image01 = "image-01";
        /// <summary>Prompt required; resolutions 1K, 2K, 4K; aspect ratios auto, 16:9, 5:4, 4:3, 3:2, 1:1, 2:3, 3:4,
        /// 4:5, 9:16, 21:9. The documents give 4 credits without naming a resolution; it is taken for the default
        /// one.</summary>
        public const string NanoBananaPro = "nano-banana-pro";
        /// <summary>Prompt required; resolutions 1K, 2K, 4K; aspect ratios auto, 1:1, 3:2, 2:3.</summary>
        public const string GptImage1_5 = "gpt-image-1.5";
        /// <summary>Prompt required; resolutions 2K, 4K; aspect ratios auto, 16:9, 5:4, 4:3, 3:2, 1:1, 2:3, 3:4, 4:5,
        /// 9:16, 21:9.</summary>
        public const string Seedream4_5 = "seedream-4.5";
    }

    /// <summary>Values of images.create that are known.</summary>
    public static class ImageAspectRatios
    {
        public const string Auto = "auto";
        public const string Value169 = "16:9";
        public const string Value54 = "5:4";
        public const string Value43 = "4:3";
        public const string Value32 = "3:2";
        public const string Value11 = "1:1";
        public const string Value23 = "2:3";
        public const string Value34 = "3:4";
        public const string Value45 = "4:5";
        public const string Value916 = "9:16";
        public const string Value219 = "21:9";
    }

    /// <summary>Values of images.create that are known.</summary>
    public static class ImageResolutions
    {
        public const string HD = "HD";
        public const string Value1K = "1K";
        public const string Value2K = "2K";
        public const string Value4K = "4K";
    }

    /// <summary>1 to 4 pictures by `images.create`: text, references, a character</summary>
    public sealed class ImageParams : Params
    {
        /// <summary>The account to use. May be left out while only one account of the needed kind is configured; with
        /// several it is required.</summary>
        public string Account { get; set; }
        /// <summary>What to show; the greatest length depends on the model.</summary>
        public string Prompt { get; set; }
        /// <summary>Let the provider rewrite the prompt. Default: true.</summary>
        public bool? PromptOptimization { get; set; }
        /// <summary>The model. Default: image-01.</summary>
        public string Model { get; set; }
        /// <summary>Shape; which ones exist depends on the model, whose first one is its default.</summary>
        public string AspectRatio { get; set; }
        /// <summary>Size; which ones exist depends on the model, whose first one is its default.</summary>
        public string Resolution { get; set; }
        /// <summary>Picture of the person to show; only image-01.</summary>
        public ConchFile CharacterFileId { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId1 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId2 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId3 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId4 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId5 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId6 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId7 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId8 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId9 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId10 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId11 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId12 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId13 { get; set; }
        /// <summary>Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one
        /// account.</summary>
        public ConchFile ReferenceFileId14 { get; set; }
        /// <summary>How many images. Default: 1. 1 to 4.</summary>
        public int? Quantity { get; set; }
        /// <summary>Address that the service calls with news of the job. At most 1024 characters.</summary>
        public string ReplyUrl { get; set; }
        /// <summary>Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most
        /// 1024 characters.</summary>
        public string ReplyRef { get; set; }

        public override JobKind Kind => JobKind.Image;
        public override Operation Operation => Operation.ImagesCreate;

        protected override void Write(IDictionary<string, object> values)
        {
            Put(values, "account", Account);
            Put(values, "prompt", Prompt);
            Put(values, "promptOptimization", PromptOptimization);
            Put(values, "model", Model);
            Put(values, "aspectRatio", AspectRatio);
            Put(values, "resolution", Resolution);
            Put(values, "characterFileId", CharacterFileId);
            Put(values, "referenceFileId1", ReferenceFileId1);
            Put(values, "referenceFileId2", ReferenceFileId2);
            Put(values, "referenceFileId3", ReferenceFileId3);
            Put(values, "referenceFileId4", ReferenceFileId4);
            Put(values, "referenceFileId5", ReferenceFileId5);
            Put(values, "referenceFileId6", ReferenceFileId6);
            Put(values, "referenceFileId7", ReferenceFileId7);
            Put(values, "referenceFileId8", ReferenceFileId8);
            Put(values, "referenceFileId9", ReferenceFileId9);
            Put(values, "referenceFileId10", ReferenceFileId10);
            Put(values, "referenceFileId11", ReferenceFileId11);
            Put(values, "referenceFileId12", ReferenceFileId12);
            Put(values, "referenceFileId13", ReferenceFileId13);
            Put(values, "referenceFileId14", ReferenceFileId14);
            Put(values, "quantity", Quantity);
            Put(values, "replyUrl", ReplyUrl);
            Put(values, "replyRef", ReplyRef);
        }
    }

    /// <summary>Values of agent.run that are known; any other text can be given too.</summary>
    public static class AgentModels
    {
        public const string Hailuo2_3 = "hailuo-2.3";
        public const string Hailuo2_3Fast = "hailuo-2.3-fast";
        public const string Hailuo02 = "hailuo-02";
        public const string Veo3_1 = "veo-3.1";
        public const string Veo3_1Fast = "veo-3.1-fast";
        public const string Sora2 = "sora-2";
        public const string NanoBanana2 = "nano-banana-2";
        public const string NanoBanana = "nano-banana";
        public const string Seedream = "seedream";
        public const string Kontext = "kontext";
        public const string Qwen = "qwen";
        public const string Kolors = "kolors";
        public const string Speech2_5HdPreview = "speech-2.5-hd-preview";
        public const string Speech2_5TurboPreview = "speech-2.5-turbo-preview";
        public const string MinimaxMusic2_0 = "minimax-music-2.0";
    }

    /// <summary>Whatever the prompt asks an agent for, by `agent.run`; files go along under "file"</summary>
    public sealed class AgentParams : Params
    {
        /// <summary>The account to use. May be left out while only one account of the needed kind is configured; with
        /// several it is required.</summary>
        public string Account { get; set; }
        /// <summary>The task; shape and size of pictures are said in words.</summary>
        public string Prompt { get; set; }
        /// <summary>The models that the agent may use, separated by commas.</summary>
        public IList<string> Models { get; set; }
        /// <summary>Files for the agent to work with.</summary>
        public IList<ConchFile> File { get; set; }
        /// <summary>Answer at once with 201 instead of holding the request until the job ends (up to 15 minutes).
        /// Default: false.</summary>
        public bool? Async { get; set; }
        /// <summary>Address that the service calls with news of the job. At most 1024 characters.</summary>
        public string ReplyUrl { get; set; }
        /// <summary>Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most
        /// 1024 characters.</summary>
        public string ReplyRef { get; set; }

        public override JobKind Kind => JobKind.Agent;
        public override Operation Operation => Operation.AgentRun;

        protected override void Write(IDictionary<string, object> values)
        {
            Put(values, "account", Account);
            Put(values, "prompt", Prompt);
            Put(values, "models", Models);
            Put(values, "file", File);
            Put(values, "async", Async);
            Put(values, "replyUrl", ReplyUrl);
            Put(values, "replyRef", ReplyRef);
        }
    }

    /// <summary>Values of audio.create_mp3 that are known; any other text can be given too.</summary>
    public static class SpeechModels
    {
        public const string Speech02Hd = "speech-02-hd";
        public const string Speech01Hd = "speech-01-hd";
        public const string Speech02Turbo = "speech-02-turbo";
        public const string Speech01Turbo = "speech-01-turbo";
    }

    /// <summary>Values of audio.create_mp3 that are known; any other text can be given too.</summary>
    public static class SpeechEmotions
    {
        public const string Auto = "Auto";
        public const string Happy = "happy";
        public const string Sad = "sad";
        public const string Angry = "angry";
        public const string Fearful = "fearful";
        public const string Disgusted = "disgusted";
        public const string Surprised = "surprised";
        public const string Neutral = "neutral";
    }

    /// <summary>One MP3 that says a text, by `audio.create_mp3` (decommissioned by the service)</summary>
    public sealed class SpeechParams : Params
    {
        /// <summary>The account to use. May be left out while only one account of the needed kind is configured; with
        /// several it is required.</summary>
        public string Account { get; set; }
        /// <summary>What to say; &lt;#0.5#&gt; is a pause of half a second. At most 500 characters.</summary>
        public string Text { get; set; }
        /// <summary>The voice: the decimal id of a system voice or the composite id of a cloned one, both from
        /// audio.voices.</summary>
        public string VoiceId { get; set; }
        /// <summary>The speech model. Default: speech-02-hd.</summary>
        public string Model { get; set; }
        /// <summary>The language to favour: a tag_name of voice_tag_language in audio.config. Default: Auto.</summary>
        public string LanguageBoost { get; set; }
        /// <summary>The mood of the voice: a value of t2a_emotion in audio.config. Default: Auto.</summary>
        public string Emotion { get; set; }
        /// <summary>Loudness. The documents give no range; 0 to 10 is assumed. Default: 1. 0 to 10.</summary>
        public double? Vol { get; set; }
        /// <summary>Speed of speaking. Default: 1. 0.5 to 2.</summary>
        public double? Speed { get; set; }
        /// <summary>Pitch, in semitones. Default: 0. -12 to 12.</summary>
        public double? Pitch { get; set; }
        /// <summary>Deeper (below 0) or lighter (above 0) voice. Default: 0. -100 to 100.</summary>
        public double? DeepenLighten { get; set; }
        /// <summary>Stronger (below 0) or softer (above 0) voice. Default: 0. -100 to 100.</summary>
        public double? StrongerSofter { get; set; }
        /// <summary>More nasal (below 0) or crisper (above 0) voice. Default: 0. -100 to 100.</summary>
        public double? NasalCrisp { get; set; }
        /// <summary>Echo of a wide room. Default: false.</summary>
        public bool? SpaciousEcho { get; set; }
        /// <summary>Sound of a telephone. Default: false.</summary>
        public bool? LofiTelephone { get; set; }
        /// <summary>Robot's voice. Default: false.</summary>
        public bool? Robotic { get; set; }
        /// <summary>Echo of a lecture hall. Default: false.</summary>
        public bool? AuditoriumEcho { get; set; }

        public override JobKind Kind => JobKind.Speech;
        public override Operation Operation => Operation.AudioCreateMp3;

        protected override void Write(IDictionary<string, object> values)
        {
            Put(values, "account", Account);
            Put(values, "text", Text);
            Put(values, "voice_id", VoiceId);
            Put(values, "model", Model);
            Put(values, "language_boost", LanguageBoost);
            Put(values, "emotion", Emotion);
            Put(values, "vol", Vol);
            Put(values, "speed", Speed);
            Put(values, "pitch", Pitch);
            Put(values, "deepen_lighten", DeepenLighten);
            Put(values, "stronger_softer", StrongerSofter);
            Put(values, "nasal_crisp", NasalCrisp);
            Put(values, "spacious_echo", SpaciousEcho);
            Put(values, "lofi_telephone", LofiTelephone);
            Put(values, "robotic", Robotic);
            Put(values, "auditorium_echo", AuditoriumEcho);
        }
    }

    /// <summary>One song (MP3) by `music.create` (decommissioned by the service)</summary>
    public sealed class MusicParams : Params
    {
        /// <summary>The account to use. May be left out while only one account of the needed kind is configured; with
        /// several it is required.</summary>
        public string Account { get; set; }
        /// <summary>The lyrics: a new line separates sentences, two empty lines are a pause. Documented up to 600; that
        /// it is needed is assumed. At most 600 characters.</summary>
        public string Prompt { get; set; }
        /// <summary>The style, from music.styles.</summary>
        public string StyleId { get; set; }
        /// <summary>Title of the song.</summary>
        public string Title { get; set; }

        public override JobKind Kind => JobKind.Music;
        public override Operation Operation => Operation.MusicCreate;

        protected override void Write(IDictionary<string, object> values)
        {
            Put(values, "account", Account);
            Put(values, "prompt", Prompt);
            Put(values, "styleId", StyleId);
            Put(values, "title", Title);
        }
    }

    /// <summary>Values of llm.send that are known; any other text can be given too.</summary>
    public static class ChatModels
    {
        /// <summary>Reasons; takes 1M tokens, writes up to 80k.</summary>
        public const string MmM1 = "mm-m1";
        /// <summary>Takes 1M tokens.</summary>
        public const string Mm01 = "mm-01";
    }

    /// <summary>One answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned)</summary>
    public sealed class ChatParams : Params
    {
        /// <summary>The account to use. May be left out while only one account of the needed kind is configured; with
        /// several it is required.</summary>
        public string Account { get; set; }
        /// <summary>The message.</summary>
        public string Prompt { get; set; }
        /// <summary>The model: mm-m1 reasons, mm-01 answers directly. Default: mm-m1.</summary>
        public string Model { get; set; }
        /// <summary>Let the model search the web. Default: false.</summary>
        public bool? SearchWeb { get; set; }
        /// <summary>Answer as a stream of server-sent events. Default: false.</summary>
        public bool? Stream { get; set; }
        /// <summary>Continue this thread.</summary>
        public string ChatId { get; set; }
        /// <summary>Files to talk about; the request is then sent as multipart. At most 10. Files: txt, docx, doc, pdf,
        /// ppt, pptx, xls, xlsx, png, jpeg, jpg, webp, svg, heif, tiff.</summary>
        public IList<ConchFile> File { get; set; }

        public override JobKind Kind => JobKind.Chat;
        public override Operation Operation => Operation.LlmSend;

        protected override void Write(IDictionary<string, object> values)
        {
            Put(values, "account", Account);
            Put(values, "prompt", Prompt);
            Put(values, "model", Model);
            Put(values, "searchWeb", SearchWeb);
            Put(values, "stream", Stream);
            Put(values, "chatID", ChatId);
            Put(values, "file", File);
        }
    }

    /// <summary>One clip by `videos.create_from_template`; its steps come as CHUNK events</summary>
    public sealed class TemplateVideoParams : Params
    {
        /// <summary>The account to use. When left out, the service picks a random account that has a free place; a file
        /// given by id fixes the account.</summary>
        public string Account { get; set; }
        /// <summary>The template, from videos.templates.</summary>
        public string TemplateId { get; set; }
        /// <summary>Needed when the template says requirePrompt.</summary>
        public string Prompt { get; set; }
        /// <summary>Picture; needed when the template says requireImage.</summary>
        public ConchFile FileId { get; set; }
        /// <summary>The ossPath that files.upload gave with the fileID; needed with fileID, not allowed
        /// without.</summary>
        public string OssPath { get; set; }
        /// <summary>Address that the service calls with news of the job. At most 1024 characters.</summary>
        public string ReplyUrl { get; set; }
        /// <summary>Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most
        /// 1024 characters.</summary>
        public string ReplyRef { get; set; }
        /// <summary>How many jobs may run on the account at once for this request to be accepted; the account's own
        /// value when left out. 1 to 10.</summary>
        public int? MaxJobs { get; set; }

        public override JobKind Kind => JobKind.TemplateVideo;
        public override Operation Operation => Operation.VideosCreateFromTemplate;

        protected override void Write(IDictionary<string, object> values)
        {
            Put(values, "account", Account);
            Put(values, "templateId", TemplateId);
            Put(values, "prompt", Prompt);
            Put(values, "fileID", FileId);
            Put(values, "ossPath", OssPath);
            Put(values, "replyUrl", ReplyUrl);
            Put(values, "replyRef", ReplyRef);
            Put(values, "maxJobs", MaxJobs);
        }
    }

    /// <summary>Values of audio.create_stream that are known; any other text can be given too.</summary>
    public static class SpeechStreamModels
    {
        public const string Speech02Hd = "speech-02-hd";
        public const string Speech01Hd = "speech-01-hd";
        public const string Speech02Turbo = "speech-02-turbo";
        public const string Speech01Turbo = "speech-01-turbo";
    }

    /// <summary>Values of audio.create_stream that are known; any other text can be given too.</summary>
    public static class SpeechStreamEmotions
    {
        public const string Auto = "Auto";
        public const string Happy = "happy";
        public const string Sad = "sad";
        public const string Angry = "angry";
        public const string Fearful = "fearful";
        public const string Disgusted = "disgusted";
        public const string Surprised = "surprised";
        public const string Neutral = "neutral";
    }

    /// <summary>Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then the
    /// file (decommissioned).</summary>
    public sealed class SpeechStreamParams : Params
    {
        /// <summary>The account to use. May be left out while only one account of the needed kind is configured; with
        /// several it is required.</summary>
        public string Account { get; set; }
        /// <summary>What to say; &lt;#0.5#&gt; is a pause of half a second. At most 5000 characters.</summary>
        public string Text { get; set; }
        /// <summary>The voice: the decimal id of a system voice or the composite id of a cloned one, both from
        /// audio.voices.</summary>
        public string VoiceId { get; set; }
        /// <summary>The speech model. Default: speech-02-hd.</summary>
        public string Model { get; set; }
        /// <summary>The language to favour: a tag_name of voice_tag_language in audio.config. Default: Auto.</summary>
        public string LanguageBoost { get; set; }
        /// <summary>The mood of the voice: a value of t2a_emotion in audio.config. Default: Auto.</summary>
        public string Emotion { get; set; }
        /// <summary>Loudness. The documents give no range; 0 to 10 is assumed. Default: 1. 0 to 10.</summary>
        public double? Vol { get; set; }
        /// <summary>Speed of speaking. Default: 1. 0.5 to 2.</summary>
        public double? Speed { get; set; }
        /// <summary>Pitch, in semitones. Default: 0. -12 to 12.</summary>
        public double? Pitch { get; set; }
        /// <summary>Deeper (below 0) or lighter (above 0) voice. Default: 0. -100 to 100.</summary>
        public double? DeepenLighten { get; set; }
        /// <summary>Stronger (below 0) or softer (above 0) voice. Default: 0. -100 to 100.</summary>
        public double? StrongerSofter { get; set; }
        /// <summary>More nasal (below 0) or crisper (above 0) voice. Default: 0. -100 to 100.</summary>
        public double? NasalCrisp { get; set; }
        /// <summary>Echo of a wide room. Default: false.</summary>
        public bool? SpaciousEcho { get; set; }
        /// <summary>Sound of a telephone. Default: false.</summary>
        public bool? LofiTelephone { get; set; }
        /// <summary>Robot's voice. Default: false.</summary>
        public bool? Robotic { get; set; }
        /// <summary>Echo of a lecture hall. Default: false.</summary>
        public bool? AuditoriumEcho { get; set; }

        public override JobKind Kind => JobKind.SpeechStream;
        public override Operation Operation => Operation.AudioCreateStream;

        protected override void Write(IDictionary<string, object> values)
        {
            Put(values, "account", Account);
            Put(values, "text", Text);
            Put(values, "voice_id", VoiceId);
            Put(values, "model", Model);
            Put(values, "language_boost", LanguageBoost);
            Put(values, "emotion", Emotion);
            Put(values, "vol", Vol);
            Put(values, "speed", Speed);
            Put(values, "pitch", Pitch);
            Put(values, "deepen_lighten", DeepenLighten);
            Put(values, "stronger_softer", StrongerSofter);
            Put(values, "nasal_crisp", NasalCrisp);
            Put(values, "spacious_echo", SpaciousEcho);
            Put(values, "lofi_telephone", LofiTelephone);
            Put(values, "robotic", Robotic);
            Put(values, "auditorium_echo", AuditoriumEcho);
        }
    }
}
