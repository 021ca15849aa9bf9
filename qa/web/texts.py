"""What the window says, in one place."""

NAME = "报纸问答"
WHAT = "只根据所收报纸文章回答，句句有出处；点编号看原文，资料里没有的如实说没有。"

INPUT_LABEL = "问题"
INPUT_HINT = "请输入问题，回车发送，Shift+回车换行"
SEND = "发送"
CLEAR = "清空对话"
EXAMPLES = "可以这样问"
EMPTY = "还没有提问。请在下面输入问题。"
LOOKING = "正在查找……"
FAILED = "程序出错，这个问题没有回答；请再试一次，仍不行请管理员运行 qa doctor 检查。"
LOG_LABEL = "对话"

UNDERSTOOD = "按“{}”理解"
ENGINES = {"extractive": "原文摘录", "catalogue": "目录", "generative": "模型撰写"}
MILLISECONDS = "{} 毫秒"
COPY = "复制回答和出处"
COPIED = "已复制"
OPEN_SOURCE = "查看出处 {}"

NEAREST = "意思最接近的段落（不是答案，仅供参考）"
COVERS = "资料库收有(节选)"

PANEL_EMPTY = "回答的出处会列在这里，引用的句子会标出。"
PANEL_REFUSED = "这个问题没有找到答案，因此没有出处。"
SOURCES_OF = "出处：{}"
TO_ANSWER = "回到回答"
TO_SOURCES = "返回出处列表"
OPEN_ARTICLE = "打开全文：{}"
NO_HEADLINE = "原文无标题，据首句拟"

COPY_QUESTION = "问：{}"
COPY_ANSWER = "答：{}"
COPY_SOURCES = "出处："

READY = "问答窗口已打开：{}（按 Ctrl+C 停止）"
PORT_TAKEN = "端口 {} 无法使用（可能已被占用），请用 --port 换一个端口。"
