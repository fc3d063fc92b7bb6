/**
 * @file conch/params.h
 * @brief The parameters of the common jobs as structs, for hosts that would rather not write JSON.
 * @defgroup params Typed parameters
 *
 * Each struct turns into the same JSON that @ref conch_generate takes, and is checked in the same way: these are a
 * convenience and nothing that JSON could not say. What the service adds tomorrow goes into `extra` today.
 *
 * @code{.c}
 * conch_video_params video = CONCH_VIDEO_PARAMS_INIT;
 * video.prompt = "a shell opens on the beach";
 * video.model = "I2V-2.3";
 * video.file = "shell.png";
 * conch_video_generate(client, &video, NULL, &task, NULL);
 * @endcode
 *
 * Fill a struct with its init function or its INIT macro, then set what you need: a field that is 0 or NULL is left
 * out, so that the service's default holds. All texts are UTF-8. Where an id or a path may stand, a text of the form
 * of the service's ids is an id and everything else a path. The structs grow at the end only.
 * @{
 */
#ifndef CONCH_PARAMS_H
#define CONCH_PARAMS_H

#include <stddef.h>
#include <stdint.h>

#include "conch/client.h"
#include "conch/error.h"
#include "conch/export.h"
#include "conch/status.h"
#include "conch/task.h"

CONCH_BEGIN_DECLS

/** A switch with a default that is the service's. @since 1.0 */
enum {
    CONCH_CHOICE_DEFAULT = 0, /**< not said */
    CONCH_CHOICE_YES = 1,     /**< true */
    CONCH_CHOICE_NO = 2,      /**< false */
    CONCH_CHOICE_FORCE_32 = 0x7FFFFFFF
};

/** A video, as CONCH_OP_VIDEOS_CREATE takes it. @since 1.0 */
typedef struct conch_video_params {
    uint32_t struct_size;        /**< sizeof(conch_video_params), set by the init function */
    int32_t max_jobs;            /**< how many jobs may run on the account at once; 0: the account's own value */
    const char *prompt;          /**< what to show */
    const char *model;           /**< e.g. "I2V-2.3"; NULL: I2V-01 with a file, T2V-01 without */
    const char *options;         /**< resolution and length, e.g. "768p-6sec"; NULL: the model's first */
    const char *file;            /**< first frame or subject: an uploaded file's id, or the path of a local picture */
    const char *end_frame_file;  /**< last frame: an uploaded file's id, or the path of a local picture */
    const char *account;         /**< the account; NULL: the client's, or the service's choice */
    const char *reply_url;       /**< address that the service calls with news of the job */
    const char *reply_ref;       /**< text of your own that comes back in callbacks and lists */
    int32_t prompt_optimization; /**< CONCH_CHOICE_…: let the provider rewrite the prompt */
    uint32_t reserved;           /**< leave it 0 */
    const char *extra; /**< a JSON object with further parameters of the service; they win over the fields here */
} conch_video_params;

/** Defaults as an initialiser. @since 1.0 */
#define CONCH_VIDEO_PARAMS_INIT \
    { sizeof(struct conch_video_params), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/**
 * Writes the defaults.
 * @param[out] params *borrowed for the call*; ignored when NULL
 * @param struct_size sizeof(conch_video_params) as the caller knows it
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_video_params_init(conch_video_params *params, size_t struct_size);

/**
 * The same as JSON, to look at, to check with @ref conch_validate or to price with @ref conch_estimate.
 * @param params *borrowed for the call*
 * @param[out] json receives a JSON object, *owned (release with conch_free)*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_video_params_json(const conch_video_params *params, char **json,
                                                          conch_error **error);

/**
 * Starts the job; the same as @ref conch_generate with the JSON of these parameters.
 * @param client *borrowed for the call*
 * @param params *copied*
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return as @ref conch_generate
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_video_generate(conch_client *client, const conch_video_params *params,
                                                       const conch_task_options *options, conch_task *task,
                                                       conch_error **error);

/** One to four images, as CONCH_OP_IMAGES_CREATE takes them. @since 1.0 */
typedef struct conch_image_params {
    uint32_t struct_size;       /**< sizeof(conch_image_params), set by the init function */
    int32_t quantity;           /**< how many; 0: 1 */
    const char *prompt;         /**< what to show */
    const char *model;          /**< e.g. "nano-banana-pro"; NULL: image-01 */
    const char *aspect_ratio;   /**< e.g. "16:9"; NULL: the model's first */
    const char *resolution;     /**< e.g. "2K"; NULL: the model's first */
    const char *character_file; /**< the person to show: an uploaded file's id, or the path of a local picture */
    const char *const
        *reference_files;        /**< reference pictures, each an uploaded file's id or the path of a local picture */
    size_t reference_file_count; /**< number of `reference_files` */
    const char *account;         /**< the account; NULL: the client's, or the service's choice */
    const char *reply_url;       /**< address that the service calls with news of the job */
    const char *reply_ref;       /**< text of your own that comes back in callbacks and lists */
    int32_t prompt_optimization; /**< CONCH_CHOICE_…: let the provider rewrite the prompt */
    uint32_t reserved;           /**< leave it 0 */
    const char *extra; /**< a JSON object with further parameters of the service; they win over the fields here */
} conch_image_params;

/** Defaults as an initialiser. @since 1.0 */
#define CONCH_IMAGE_PARAMS_INIT \
    { sizeof(struct conch_image_params), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/**
 * Writes the defaults.
 * @param[out] params *borrowed for the call*; ignored when NULL
 * @param struct_size sizeof(conch_image_params) as the caller knows it
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_image_params_init(conch_image_params *params, size_t struct_size);

/**
 * The same as JSON, to look at, to check with @ref conch_validate or to price with @ref conch_estimate.
 * @param params *borrowed for the call*
 * @param[out] json receives a JSON object, *owned (release with conch_free)*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_image_params_json(const conch_image_params *params, char **json,
                                                          conch_error **error);

/**
 * Starts the job; the same as @ref conch_generate with the JSON of these parameters.
 * @param client *borrowed for the call*
 * @param params *copied*
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return as @ref conch_generate
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_image_generate(conch_client *client, const conch_image_params *params,
                                                       const conch_task_options *options, conch_task *task,
                                                       conch_error **error);

/** A task for the agent, as CONCH_OP_AGENT_RUN takes it. @since 1.0 */
typedef struct conch_agent_params {
    uint32_t struct_size; /**< sizeof(conch_agent_params), set by the init function */
    int32_t in_background; /**< CONCH_CHOICE_…: NO makes the service hold the request until all is done; default: YES */
    const char *prompt;    /**< the task; shape and size of pictures are said in words */
    const char *models;    /**< the models that the agent may use, with commas between, e.g. "hailuo-2.3,kolors" */
    const char *const *files; /**< paths of local files for the agent to work with */
    size_t file_count;        /**< number of `files` */
    const char *account;      /**< the account; NULL: the client's, or the service's choice */
    const char *reply_url;    /**< address that the service calls with news of the job */
    const char *reply_ref;    /**< text of your own that comes back in callbacks and lists */
    const char *extra; /**< a JSON object with further parameters of the service; they win over the fields here */
} conch_agent_params;

/** Defaults as an initialiser. @since 1.0 */
#define CONCH_AGENT_PARAMS_INIT \
    { sizeof(struct conch_agent_params), 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/**
 * Writes the defaults.
 * @param[out] params *borrowed for the call*; ignored when NULL
 * @param struct_size sizeof(conch_agent_params) as the caller knows it
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_agent_params_init(conch_agent_params *params, size_t struct_size);

/**
 * The same as JSON, to look at, to check with @ref conch_validate or to price with @ref conch_estimate.
 * @param params *borrowed for the call*
 * @param[out] json receives a JSON object, *owned (release with conch_free)*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_agent_params_json(const conch_agent_params *params, char **json,
                                                          conch_error **error);

/**
 * Starts the job; the same as @ref conch_generate with the JSON of these parameters.
 * @param client *borrowed for the call*
 * @param params *copied*
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return as @ref conch_generate
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_agent_generate(conch_client *client, const conch_agent_params *params,
                                                       const conch_task_options *options, conch_task *task,
                                                       conch_error **error);

/** Speech, as CONCH_OP_AUDIO_CREATE_MP3 and CONCH_OP_AUDIO_CREATE_STREAM take it. @since 1.0 */
typedef struct conch_speech_params {
    uint32_t struct_size; /**< sizeof(conch_speech_params), set by the init function */
    int32_t streamed; /**< CONCH_CHOICE_YES: CONCH_JOB_SPEECH_STREAM, which hands out the sound while it is made; else
                         CONCH_JOB_SPEECH */
    const char *text; /**< what to say; <#0.5#> is a pause of half a second */
    const char *voice_id;       /**< the voice, from `audio.voices` */
    const char *model;          /**< NULL: speech-02-hd */
    const char *language_boost; /**< the language to favour, e.g. "French" */
    const char *emotion;        /**< the mood, e.g. "happy" */
    const char *account;        /**< the account; NULL: the client's, or the service's choice */
    double vol;                 /**< loudness, up to 10; 0: 1.0 */
    double speed;               /**< 0.5 to 2; 0: 1.0 */
    int32_t pitch;              /**< -12 to 12 */
    int32_t deepen_lighten;     /**< -100 to 100 */
    int32_t stronger_softer;    /**< -100 to 100 */
    int32_t nasal_crisp;        /**< -100 to 100 */
    int32_t spacious_echo;      /**< CONCH_CHOICE_… */
    int32_t lofi_telephone;     /**< CONCH_CHOICE_… */
    int32_t robotic;            /**< CONCH_CHOICE_… */
    int32_t auditorium_echo;    /**< CONCH_CHOICE_… */
    const char *extra; /**< a JSON object with further parameters of the service; they win over the fields here */
} conch_speech_params;

/** Defaults as an initialiser. @since 1.0 */
#define CONCH_SPEECH_PARAMS_INIT \
    { sizeof(struct conch_speech_params), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/**
 * Writes the defaults.
 * @param[out] params *borrowed for the call*; ignored when NULL
 * @param struct_size sizeof(conch_speech_params) as the caller knows it
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_speech_params_init(conch_speech_params *params, size_t struct_size);

/**
 * The same as JSON, to look at, to check with @ref conch_validate or to price with @ref conch_estimate.
 * @param params *borrowed for the call*
 * @param[out] json receives a JSON object, *owned (release with conch_free)*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_speech_params_json(const conch_speech_params *params, char **json,
                                                           conch_error **error);

/**
 * Starts the job; the same as @ref conch_generate with the JSON of these parameters.
 * @param client *borrowed for the call*
 * @param params *copied*
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return as @ref conch_generate
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_speech_generate(conch_client *client, const conch_speech_params *params,
                                                        const conch_task_options *options, conch_task *task,
                                                        conch_error **error);

/** A song, as CONCH_OP_MUSIC_CREATE takes it. @since 1.0 */
typedef struct conch_music_params {
    uint32_t struct_size; /**< sizeof(conch_music_params), set by the init function */
    uint32_t reserved;    /**< leave it 0 */
    const char *prompt;   /**< the lyrics */
    const char *style_id; /**< the style, from `music.styles` */
    const char *title;    /**< title of the song */
    const char *account;  /**< the account; NULL: the client's, or the service's choice */
    const char *extra;    /**< a JSON object with further parameters of the service; they win over the fields here */
} conch_music_params;

/** Defaults as an initialiser. @since 1.0 */
#define CONCH_MUSIC_PARAMS_INIT \
    { sizeof(struct conch_music_params), 0, 0, 0, 0, 0, 0 }

/**
 * Writes the defaults.
 * @param[out] params *borrowed for the call*; ignored when NULL
 * @param struct_size sizeof(conch_music_params) as the caller knows it
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_music_params_init(conch_music_params *params, size_t struct_size);

/**
 * The same as JSON, to look at, to check with @ref conch_validate or to price with @ref conch_estimate.
 * @param params *borrowed for the call*
 * @param[out] json receives a JSON object, *owned (release with conch_free)*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_music_params_json(const conch_music_params *params, char **json,
                                                          conch_error **error);

/**
 * Starts the job; the same as @ref conch_generate with the JSON of these parameters.
 * @param client *borrowed for the call*
 * @param params *copied*
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return as @ref conch_generate
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_music_generate(conch_client *client, const conch_music_params *params,
                                                       const conch_task_options *options, conch_task *task,
                                                       conch_error **error);

/** A message to the chat model, as CONCH_OP_LLM_SEND takes it. @since 1.0 */
typedef struct conch_chat_params {
    uint32_t struct_size;     /**< sizeof(conch_chat_params), set by the init function */
    int32_t search_web;       /**< CONCH_CHOICE_…: let the model search the web */
    const char *prompt;       /**< the message */
    const char *model;        /**< NULL: mm-m1 */
    const char *chat_id;      /**< the thread to go on with; NULL: a new one */
    const char *const *files; /**< paths of local files to talk about */
    size_t file_count;        /**< number of `files` */
    const char *account;      /**< the account; NULL: the client's, or the service's choice */
    int32_t stream;           /**< CONCH_CHOICE_…: NO for the whole answer at once; default: YES */
    uint32_t reserved;        /**< leave it 0 */
    const char *extra; /**< a JSON object with further parameters of the service; they win over the fields here */
} conch_chat_params;

/** Defaults as an initialiser. @since 1.0 */
#define CONCH_CHAT_PARAMS_INIT \
    { sizeof(struct conch_chat_params), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/**
 * Writes the defaults.
 * @param[out] params *borrowed for the call*; ignored when NULL
 * @param struct_size sizeof(conch_chat_params) as the caller knows it
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API void CONCH_CALL conch_chat_params_init(conch_chat_params *params, size_t struct_size);

/**
 * The same as JSON, to look at, to check with @ref conch_validate or to price with @ref conch_estimate.
 * @param params *borrowed for the call*
 * @param[out] json receives a JSON object, *owned (release with conch_free)*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_chat_params_json(const conch_chat_params *params, char **json,
                                                         conch_error **error);

/**
 * Starts the job; the same as @ref conch_generate with the JSON of these parameters.
 * @param client *borrowed for the call*
 * @param params *copied*
 * @param options *copied*; NULL for defaults
 * @param[out] task receives the task; 0 on error; *borrowed for the call*
 * @param[out] error receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
 * @return as @ref conch_generate
 * @threads any; also from inside a callback
 * @since 1.0
 */
CONCH_API conch_status CONCH_CALL conch_chat_generate(conch_client *client, const conch_chat_params *params,
                                                      const conch_task_options *options, conch_task *task,
                                                      conch_error **error);

CONCH_END_DECLS
/** @} */
#endif
