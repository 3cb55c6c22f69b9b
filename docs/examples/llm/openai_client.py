"""The openai client, unmodified, against Millrace: pip install openai, then
MILLRACE_URL=http://127.0.0.1:8005 MILLRACE_API_KEY=mr_... python openai_client.py"""

import json
import os

import openai
from openai import OpenAI

url = os.environ.get("MILLRACE_URL", "http://127.0.0.1:8005") + "/v1"
key = os.environ["MILLRACE_API_KEY"]
client = OpenAI(base_url=url, api_key=key, max_retries=0)


def ask(text, **more):
    return client.chat.completions.create(model="default", messages=[{"role": "user", "content": text}], **more)


print("models:", ", ".join(model.id for model in client.models.list()))

answer = ask("Hello")
print("chat:", answer.choices[0].message.content, "| by", answer.model, "|", answer.usage.total_tokens, "tokens")

raw = client.chat.completions.with_raw_response.create(
    model="default",
    messages=[{"role": "user", "content": "Hello"}],
    metadata={"feature": "helpdesk"},
    extra_headers={"Cache-Control": "max-age=300"},
)
print("headers:", {name: value for name, value in raw.headers.items() if name.startswith("x-")})

print("redacted on the way out, restored in the answer:", ask("Mail jo@example.com").choices[0].message.content)

stream = ask("Tell me a story", stream=True, stream_options={"include_usage": True})
words, usage = [], None
for chunk in stream:
    usage = chunk.usage or usage
    words += [choice.delta.content for choice in chunk.choices if choice.delta.content]
print("stream:", words, "|", usage.total_tokens, "tokens")

weather = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather in a city",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}
messages = [{"role": "user", "content": "What is the weather in Graz?"}]
first = client.chat.completions.create(model="default", messages=messages, tools=[weather])
call = first.choices[0].message.tool_calls[0]
print("tool call:", call.function.name, json.loads(call.function.arguments), "|", first.choices[0].finish_reason)
messages += [first.choices[0].message, {"role": "tool", "tool_call_id": call.id, "content": "Sunny, 21 degrees"}]
second = client.chat.completions.create(model="default", messages=messages, tools=[weather])
print("after the tool, which the model sees as data:", second.choices[0].message.content.splitlines()[1])

schema = {"type": "object", "properties": {"said": {"type": "string"}}, "required": ["said"]}
form = {"type": "json_schema", "json_schema": {"name": "echo", "schema": schema, "strict": True}}
print("json:", json.loads(ask("Hello", response_format=form).choices[0].message.content))

embeddings = client.embeddings.create(model="all-MiniLM-L6-v2", input=["a cat", "a kitten", "an invoice"])
cat, kitten, invoice = (item.embedding for item in embeddings.data)
product = lambda one, other: sum(x * y for x, y in zip(one, other))
print("embeddings:", len(cat), "numbers; cat and kitten", round(product(cat, kitten), 2), ", cat and invoice",
      round(product(cat, invoice), 2))


def refused(what, call):
    try:
        call()
        print(what, "-> answered")
    except openai.APIStatusError as e:
        retry = e.response.headers.get("retry-after")
        print(f"{what} -> {type(e).__name__} {e.status_code} code={e.code} param={e.param}",
              f"retry-after={retry}" if retry else "")


refused("a wrong key", lambda: OpenAI(base_url=url, api_key="sk-wrong", max_retries=0).models.list())
refused("no such embedding model", lambda: client.embeddings.create(model="none", input="a"))
refused("two answers at once", lambda: ask("Hello", n=2))
refused("a temperature of 3", lambda: ask("Hello", temperature=3))
refused("a provider that fails", lambda: client.chat.completions.create(
    model="openai/gpt-5-mini", messages=[{"role": "user", "content": "fail"}]))
refused("a provider that is asked too often", lambda: client.chat.completions.create(
    model="openai/gpt-5-mini", messages=[{"role": "user", "content": "too often"}]))
