// Made by bindings/generate from include/conch and the catalog; do not edit.

/** A file on this machine, where the service takes the id of one that it has. */
export interface LocalFile {
  path: string;
}

export type VideoModel =
  | 'T2V-01'
  | 'T2V-01-Director'
  | 'I2V-01'
  | 'I2V-01-live'
  | 'I2V-01-Director'
  | 'S2V-01'
  | '02'
  | 'T2V-2.3'
  | 'I2V-2.3'
  | 'I2V-2.3-Fast'
  | 'Sora-2'
  | 'Veo-3.1'
  | 'Veo-3.1-Fast'
  | 'Veo-3.1-S2V'
  | (string & {});

export type VideoOptions =
  | '512p-6sec'
  | '512p-10sec'
  | '768p-6sec'
  | '768p-10sec'
  | '1080p-6sec'
  | '720p-4sec'
  | '720p-8sec'
  | '720p-12sec'
  | 'veo-720p-8sec'
  | 'veo-1080p-8sec';

/** One clip (MP4) by `videos.create`: text, picture, end frame, subject */
export interface VideoParams {
  /**
   * The account to use. When left out, the service picks a random account that has a free place; a file given by id
   * fixes the account.
   */
  account?: string;
  /**
   * What to show. Needed by text models and by the others when no picture is given; the Director models take camera
   * moves in [ ].
   */
  prompt?: string;
  /** Let the provider rewrite the prompt. Default: false. */
  promptOptimization?: boolean;
  /** First frame or subject: an uploaded file, a character's file or a generated image's fileID. */
  fileID?: string | LocalFile;
  /** Last frame. Must be another upload than fileID. */
  end_frame_fileID?: string | LocalFile;
  /** The model. When left out: I2V-01 with fileID, T2V-01 without. Default: T2V-01. */
  model?: VideoModel;
  /** Resolution and length; which ones exist depends on the model, whose first one is its default. */
  options?: VideoOptions;
  /** Address that the service calls with news of the job. At most 1024 characters. */
  replyUrl?: string;
  /**
   * Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024 characters.
   */
  replyRef?: string;
  /**
   * How many jobs may run on the account at once for this request to be accepted; the account's own value when left
   * out. 1 to 10.
   */
  maxJobs?: number;
}

export type ImageModel =
  | 'image-01'
  | 'nano-banana-pro'
  | 'gpt-image-1.5'
  | 'seedream-4.5'
  | (string & {});

export type ImageAspectRatio =
  | 'auto'
  | '16:9'
  | '5:4'
  | '4:3'
  | '3:2'
  | '1:1'
  | '2:3'
  | '3:4'
  | '4:5'
  | '9:16'
  | '21:9';

export type ImageResolution =
  | 'HD'
  | '1K'
  | '2K'
  | '4K';

/** 1 to 4 pictures by `images.create`: text, references, a character */
export interface ImageParams {
  /**
   * The account to use. May be left out while only one account of the needed kind is configured; with several it is
   * required.
   */
  account?: string;
  /** What to show; the greatest length depends on the model. */
  prompt: string;
  /** Let the provider rewrite the prompt. Default: true. */
  promptOptimization?: boolean;
  /** The model. Default: image-01. */
  model?: ImageModel;
  /** Shape; which ones exist depends on the model, whose first one is its default. */
  aspectRatio?: ImageAspectRatio;
  /** Size; which ones exist depends on the model, whose first one is its default. */
  resolution?: ImageResolution;
  /** Picture of the person to show; only image-01. */
  characterFileId?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId1?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId2?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId3?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId4?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId5?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId6?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId7?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId8?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId9?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId10?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId11?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId12?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId13?: string | LocalFile;
  /** Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account. */
  referenceFileId14?: string | LocalFile;
  /** How many images. Default: 1. 1 to 4. */
  quantity?: number;
  /** Address that the service calls with news of the job. At most 1024 characters. */
  replyUrl?: string;
  /**
   * Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024 characters.
   */
  replyRef?: string;
}

export type AgentModels =
  | 'hailuo-2.3'
  | 'hailuo-2.3-fast'
  | 'hailuo-02'
  | 'veo-3.1'
  | 'veo-3.1-fast'
  | 'sora-2'
  | 'nano-banana-2'
  | 'nano-banana'
  | 'seedream'
  | 'kontext'
  | 'qwen'
  | 'kolors'
  | 'speech-2.5-hd-preview'
  | 'speech-2.5-turbo-preview'
  | 'minimax-music-2.0'
  | (string & {});

/** Whatever the prompt asks an agent for, by `agent.run`; files go along under "file" */
export interface AgentParams {
  /**
   * The account to use. May be left out while only one account of the needed kind is configured; with several it is
   * required.
   */
  account?: string;
  /** The task; shape and size of pictures are said in words. */
  prompt: string;
  /** The models that the agent may use, separated by commas. */
  models: AgentModels[];
  /** Files for the agent to work with. */
  file?: LocalFile[];
  /** Answer at once with 201 instead of holding the request until the job ends (up to 15 minutes). Default: false. */
  async?: boolean;
  /** Address that the service calls with news of the job. At most 1024 characters. */
  replyUrl?: string;
  /**
   * Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024 characters.
   */
  replyRef?: string;
}

export type SpeechModel =
  | 'speech-02-hd'
  | 'speech-01-hd'
  | 'speech-02-turbo'
  | 'speech-01-turbo'
  | (string & {});

export type SpeechEmotion =
  | 'Auto'
  | 'happy'
  | 'sad'
  | 'angry'
  | 'fearful'
  | 'disgusted'
  | 'surprised'
  | 'neutral'
  | (string & {});

/** One MP3 that says a text, by `audio.create_mp3` (decommissioned by the service) */
export interface SpeechParams {
  /**
   * The account to use. May be left out while only one account of the needed kind is configured; with several it is
   * required.
   */
  account?: string;
  /** What to say; <#0.5#> is a pause of half a second. At most 500 characters. */
  text: string;
  /** The voice: the decimal id of a system voice or the composite id of a cloned one, both from audio.voices. */
  voice_id: string;
  /** The speech model. Default: speech-02-hd. */
  model?: SpeechModel;
  /** The language to favour: a tag_name of voice_tag_language in audio.config. Default: Auto. */
  language_boost?: string;
  /** The mood of the voice: a value of t2a_emotion in audio.config. Default: Auto. */
  emotion?: SpeechEmotion;
  /** Loudness. The documents give no range; 0 to 10 is assumed. Default: 1. 0 to 10. */
  vol?: number;
  /** Speed of speaking. Default: 1. 0.5 to 2. */
  speed?: number;
  /** Pitch, in semitones. Default: 0. -12 to 12. */
  pitch?: number;
  /** Deeper (below 0) or lighter (above 0) voice. Default: 0. -100 to 100. */
  deepen_lighten?: number;
  /** Stronger (below 0) or softer (above 0) voice. Default: 0. -100 to 100. */
  stronger_softer?: number;
  /** More nasal (below 0) or crisper (above 0) voice. Default: 0. -100 to 100. */
  nasal_crisp?: number;
  /** Echo of a wide room. Default: false. */
  spacious_echo?: boolean;
  /** Sound of a telephone. Default: false. */
  lofi_telephone?: boolean;
  /** Robot's voice. Default: false. */
  robotic?: boolean;
  /** Echo of a lecture hall. Default: false. */
  auditorium_echo?: boolean;
}

/** One song (MP3) by `music.create` (decommissioned by the service) */
export interface MusicParams {
  /**
   * The account to use. May be left out while only one account of the needed kind is configured; with several it is
   * required.
   */
  account?: string;
  /**
   * The lyrics: a new line separates sentences, two empty lines are a pause. Documented up to 600; that it is needed is
   * assumed. At most 600 characters.
   */
  prompt: string;
  /** The style, from music.styles. */
  styleId?: string;
  /** Title of the song. */
  title?: string;
}

export type ChatModel =
  | 'mm-m1'
  | 'mm-01'
  | (string & {});

/** One answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned) */
export interface ChatParams {
  /**
   * The account to use. May be left out while only one account of the needed kind is configured; with several it is
   * required.
   */
  account?: string;
  /** The message. */
  prompt: string;
  /** The model: mm-m1 reasons, mm-01 answers directly. Default: mm-m1. */
  model?: ChatModel;
  /** Let the model search the web. Default: false. */
  searchWeb?: boolean;
  /** Answer as a stream of server-sent events. Default: false. */
  stream?: boolean;
  /** Continue this thread. */
  chatID?: string;
  /**
   * Files to talk about; the request is then sent as multipart. At most 10. Files: txt, docx, doc, pdf, ppt, pptx, xls,
   * xlsx, png, jpeg, jpg, webp, svg, heif, tiff.
   */
  file?: LocalFile[];
}

/** One clip by `videos.create_from_template`; its steps come as CHUNK events */
export interface TemplateVideoParams {
  /**
   * The account to use. When left out, the service picks a random account that has a free place; a file given by id
   * fixes the account.
   */
  account?: string;
  /** The template, from videos.templates. */
  templateId: string;
  /** Needed when the template says requirePrompt. */
  prompt?: string;
  /** Picture; needed when the template says requireImage. */
  fileID?: string | LocalFile;
  /** The ossPath that files.upload gave with the fileID; needed with fileID, not allowed without. */
  ossPath?: string;
  /** Address that the service calls with news of the job. At most 1024 characters. */
  replyUrl?: string;
  /**
   * Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024 characters.
   */
  replyRef?: string;
  /**
   * How many jobs may run on the account at once for this request to be accepted; the account's own value when left
   * out. 1 to 10.
   */
  maxJobs?: number;
}

export type SpeechStreamModel =
  | 'speech-02-hd'
  | 'speech-01-hd'
  | 'speech-02-turbo'
  | 'speech-01-turbo'
  | (string & {});

export type SpeechStreamEmotion =
  | 'Auto'
  | 'happy'
  | 'sad'
  | 'angry'
  | 'fearful'
  | 'disgusted'
  | 'surprised'
  | 'neutral'
  | (string & {});

/**
 * Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then the file
 * (decommissioned).
 */
export interface SpeechStreamParams {
  /**
   * The account to use. May be left out while only one account of the needed kind is configured; with several it is
   * required.
   */
  account?: string;
  /** What to say; <#0.5#> is a pause of half a second. At most 5000 characters. */
  text: string;
  /** The voice: the decimal id of a system voice or the composite id of a cloned one, both from audio.voices. */
  voice_id: string;
  /** The speech model. Default: speech-02-hd. */
  model?: SpeechStreamModel;
  /** The language to favour: a tag_name of voice_tag_language in audio.config. Default: Auto. */
  language_boost?: string;
  /** The mood of the voice: a value of t2a_emotion in audio.config. Default: Auto. */
  emotion?: SpeechStreamEmotion;
  /** Loudness. The documents give no range; 0 to 10 is assumed. Default: 1. 0 to 10. */
  vol?: number;
  /** Speed of speaking. Default: 1. 0.5 to 2. */
  speed?: number;
  /** Pitch, in semitones. Default: 0. -12 to 12. */
  pitch?: number;
  /** Deeper (below 0) or lighter (above 0) voice. Default: 0. -100 to 100. */
  deepen_lighten?: number;
  /** Stronger (below 0) or softer (above 0) voice. Default: 0. -100 to 100. */
  stronger_softer?: number;
  /** More nasal (below 0) or crisper (above 0) voice. Default: 0. -100 to 100. */
  nasal_crisp?: number;
  /** Echo of a wide room. Default: false. */
  spacious_echo?: boolean;
  /** Sound of a telephone. Default: false. */
  lofi_telephone?: boolean;
  /** Robot's voice. Default: false. */
  robotic?: boolean;
  /** Echo of a lecture hall. Default: false. */
  auditorium_echo?: boolean;
}

/** The parameters of each kind of job, by its name. */
export interface ParamsOf {
  video: VideoParams;
  image: ImageParams;
  agent: AgentParams;
  speech: SpeechParams;
  music: MusicParams;
  chat: ChatParams;
  templateVideo: TemplateVideoParams;
  speechStream: SpeechStreamParams;
}
