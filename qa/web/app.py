"""The chat window. It renders answers and decides nothing.

Importing this loads gradio, which is slow: import it where a window is wanted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import gradio as gr

from qa.errors import SettingsError
from qa.web import texts
from qa.web.window import CONCURRENT, Service, Window

WAITING = 64
"""Questions that may wait; beyond that the window says that it is busy."""

_HERE = Path(__file__).parent
_FONTS = ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif")


def build(service: Service) -> gr.Blocks:
    """Return the window over ``service``, not yet served."""
    blocks = gr.Blocks(title=texts.NAME, analytics_enabled=False, fill_width=True)
    with blocks:
        Window(service)
    blocks.queue(max_size=WAITING, default_concurrency_limit=CONCURRENT, api_open=False)
    return blocks


def launch(service: Service, host: str, port: int) -> None:
    """Serve the window until it is interrupted.

    Raises ``SettingsError`` where the port cannot be used.
    """
    _stay_local()
    blocks = build(service)
    try:
        _, address, _ = blocks.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            share=False,
            show_error=False,
            quiet=True,
            inbrowser=False,
            ssr_mode=False,
            mcp_server=False,
            enable_monitoring=False,
            footer_links=[],
            max_file_size=1,
            theme=gr.themes.Default(font=_FONTS, font_mono=_FONTS),
            css_paths=_HERE / "window.css",
            head=f"<script>{(_HERE / 'window.js').read_text(encoding='utf-8')}</script>",
        )
    except OSError as error:
        raise SettingsError(texts.PORT_TAKEN.format(port)) from error
    sys.stdout.write(texts.READY.format(address) + "\n")
    sys.stdout.flush()
    blocks.block_thread()


def _stay_local() -> None:
    """Keep gradio from reporting home, and its check of its own address off any proxy."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    for name in ("NO_PROXY", "no_proxy"):
        kept = os.environ.get(name, "")
        os.environ[name] = ",".join(filter(None, (kept, "127.0.0.1", "localhost")))
