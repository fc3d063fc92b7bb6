//! One clip from the words on the command line, with its progress.
//! usage: video PROMPT…    CONCH_TOKEN: the service's token; without it the emulator makes the clip

use conch::{Client, ClientOptions, VideoParams};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let prompt: Vec<String> = std::env::args().skip(1).collect();
    let token = std::env::var("CONCH_TOKEN").ok();
    let client = Client::new(&ClientOptions {
        base_url: if token.is_none() { Some("emulator:?speed=60".into()) } else { None },
        api_token: token,
        download_directory: Some(".".into()),
        ..Default::default()
    })?;
    let task = client.generate(&VideoParams { prompt: Some(prompt.join(" ")), ..Default::default() })?;
    for event in task.events() {
        println!("{:?} {}", event.phase, event.message);
    }
    println!("{}", task.wait()?.files[0].display());
    Ok(())
}
