"""The shell door: every act of the desk as a command. One module per noun, imported when it is used."""
