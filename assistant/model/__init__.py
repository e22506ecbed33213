"""The model door: the only room that talks to a chat model. `chat` asks a server, `replay` answers from a committed file."""
