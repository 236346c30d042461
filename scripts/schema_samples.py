"""The samples of scripts/schema-facts: payloads of every message, right and with one fault, and what jsonschema says.

One line of the file is one payload:

    {"version": "1.6", "action": "Reset", "side": "request", "payload": TEXT, "mutations": [MUTATION, …]}
    MUTATION = [byte, removed bytes, inserted text, how often, [[pointer, code], …]]

TEXT is valid. A mutation is applied to it alone; the last element is what jsonschema finds then, in the codes of
SchemaProblem. Three things are put as SchemaCheck says them: a missing or unknown member has a pointer of its own, not
that of its object; where the type is wrong, nothing else is said of that place and what lies below it; formats are not
checked (jsonschema does not do it either unless asked). Payloads take every member of every type once, mutations break
every rule of every type about once: a type that many messages share is not repeated in each.
"""

import json
import random
from decimal import Decimal

from jsonschema.validators import validator_for

CODES = {
    "required": "missing", "additionalProperties": "unknown_member", "type": "wrong_type", "maxLength": "too_long",
    "enum": "not_in_enum", "minItems": "too_few", "maxItems": "too_many", "minimum": "out_of_range",
    "maximum": "out_of_range", "multipleOf": "not_multiple",
}  # fmt: skip
OTHER_TYPES = ["null", "true", "7", '"x"', "[]", "{}", "1.5"]
TYPES = {"null": "null", "true": "boolean", "7": "integer", '"x"': "string", "[]": "array", "{}": "object"}
TIMES = ["2026-11-23T10:41:07Z", "2026-11-23T10:41:07.412Z", "2026-02-28T23:59:59+01:00"]


class Node:
    """A value in the text of a payload: where it stands, and what the schema says of it."""

    def __init__(self, schema, start, owner):
        self.schema, self.start, self.owner = schema, start, owner
        self.end = start
        self.members = []  # name, start, end
        self.item = None


class Payload:
    """Writes one valid payload."""

    def __init__(self, schema, seen, random):
        self.definitions = schema.get("definitions", {})
        self.seen, self.random = seen, random
        self.text, self.nodes = b"", []
        self.write(schema, "")

    def put(self, text):
        self.text += text.encode()

    def write(self, schema, owner):
        if "$ref" in schema:
            schema = self.definitions[schema["$ref"].removeprefix("#/definitions/")]
        node = Node(schema, len(self.text), owner)
        self.nodes.append(node)
        kind = schema.get("type")
        if kind == "object":
            self.object(schema, node)
        elif kind == "array":
            self.array(schema, node, owner)
        else:
            self.put(self.scalar(schema, kind))
        node.end = len(self.text)
        return node

    def object(self, schema, node):
        name = identity(schema)
        required = set(schema.get("required", []))
        self.put("{")
        for member, value in schema.get("properties", {}).items():
            if member not in required and (name, member) in self.seen and self.random.random() > 0.03:
                continue
            self.seen.add((name, member))
            start = len(self.text)
            self.put(("," if node.members else "") + json.dumps(member) + ":")
            self.write(value, f"{name} {member}")
            node.members.append((member, start, len(self.text)))
        self.put("}")

    def array(self, schema, node, owner):
        self.put("[")
        least, most = schema.get("minItems", 0), schema.get("maxItems", 3)
        for index in range(max(least, self.random.choice([1, 1, 1, min(2, most)]))):
            self.put("," if index else "")
            item = self.write(schema["items"], f"{owner}[]")
            node.item = node.item or item
        self.put("]")

    def scalar(self, schema, kind):
        if "enum" in schema:
            return json.dumps(self.random.choice(schema["enum"]))
        if kind == "string":
            return self.string(schema)
        if kind == "boolean":
            return self.random.choice(["true", "false"])
        if kind is None:
            return self.random.choice(["null", "{}", '[1,{"a":"b"}]', '"x"', "1e400"])
        least, most = int(schema.get("minimum", -3)), int(schema.get("maximum", 100))
        number = str(self.random.randint(least, most))
        if kind == "number":
            forms = [number, number + ".0", "12.30", "0.1", "1e1", "120e-1"] if most >= 100 else [number, number + ".0"]
            return self.random.choice(forms)
        return number

    def string(self, schema):
        if schema.get("format") == "date-time":
            return json.dumps(self.random.choice(TIMES))
        if schema.get("format") == "uri":
            return '"ftp://files.example/a%20b"'
        text = self.random.choice(["", "a", "Ab-1", "ä😀", "x/y~z"])[: schema.get("maxLength", 9)]
        return json.dumps(text, ensure_ascii=self.random.random() < 0.3)


def identity(schema):
    """What tells one type from another: all that is said of it but descriptions."""
    return json.dumps({key: schema.get(key) for key in ("properties", "required", "enum", "type")}, sort_keys=True)


def mutations(payload, random):
    """Rule, byte, removed bytes, inserted text, how often."""
    for node in payload.nodes:
        schema, length = node.schema, node.end - node.start
        kind = schema.get("type")
        wrong = [text for text in OTHER_TYPES if TYPES.get(text) != kind and not (kind == "number" and text in "71.5")]
        # Not each one, for the size of the file.
        if kind and random.random() < 0.25:
            yield f"type {node.owner}", node.start, length, random.choice(wrong), 1
        rule = node.owner if kind not in ("object", "array") else ""
        if kind == "object":
            yield from object_mutations(node, identity(schema))
        elif kind == "array":
            yield from array_mutations(payload, node)
        elif "enum" in schema:
            text = random.choice(schema["enum"])
            other = random.choice([text.swapcase(), "", text + " "])
            yield f"enum {identity(schema)}", node.start, length, json.dumps(other), 1
        elif "maxLength" in schema:
            most, character = schema["maxLength"], random.choice(["x", "ä", "😀", "\\u00e4", "\\ud83d\\ude00"])
            yield f"long {rule}", node.start + 1, length - 2, character, most + 1
            yield f"length {most} {schema.get('type')}", node.start + 1, length - 2, character, most
        elif kind == "integer":
            form = random.choice(["1.0", "10e-1", "1e1", "0.0"])
            yield f"whole {random.randint(0, 30)}", node.start, length, form, 1
        if kind in ("integer", "number"):
            for bound, outside in (("minimum", -1), ("maximum", 1)):
                if bound in schema:
                    limit = int(schema[bound])
                    yield f"{bound} {rule}", node.start, length, str(limit + outside), 1
                    yield f"at {bound} {limit} {kind}", node.start, length, str(limit), 1
                    if kind == "number":
                        beyond = str(limit + outside * Decimal("0.001"))
                        yield f"near {bound} {rule}", node.start, length, beyond, 1
            if "multipleOf" in schema:
                yield f"multiple {rule}", node.start, length, random.choice(["0.25", "16.05", "1e-2", "1234567.89"]), 1
                yield f"is multiple {rule}", node.start, length, random.choice(["-0.10", "1e3", "21.4", "400e-3"]), 1


def object_mutations(node, name):
    required = set(node.schema.get("required", []))
    for index, (member, start, end) in enumerate(node.members):
        # The first member has no comma before it, so the one behind it goes.
        comma = 1 if index == 0 and len(node.members) > 1 else 0
        if member in required:
            yield f"missing {name} {member}", start, end - start + comma, "", 1
        elif node.schema.get("additionalProperties") is False:
            misspelt = json.dumps(member[0].swapcase() + member[1:])
            yield f"unknown {name}", start + (index > 0), len(misspelt), misspelt, 1
    if not node.members:
        yield f"unknown {name}", node.start + 1, 0, '"a/b~c":{"d":[]}', 1


def array_mutations(payload, node):
    if node.schema.get("minItems", 0) > 0:
        yield f"few {node.owner}", node.start, node.end - node.start, "[]", 1
    item = payload.text[node.item.start : node.item.end].decode() + ","
    most = node.schema.get("maxItems", 0)
    if most and len(item) < 200:
        yield f"many {node.owner}", node.start + 1, 0, item, most


class Judge:
    """What jsonschema says of a payload, in the codes of SchemaProblem."""

    def __init__(self, schema):
        # As the package ocpp does it: with decimals, 21.4 is a multiple of 0.1.
        self.decimal = "draft-04" in schema["$schema"]
        schema = self.read(json.dumps(schema))
        self.validator = validator_for(schema)(schema)

    def read(self, text):
        return json.loads(text, parse_float=Decimal if self.decimal else None)

    def problems(self, text):
        found = set()
        for error in self.validator.iter_errors(self.read(text)):
            place, code = list(error.absolute_path), CODES[error.validator]
            if error.validator == "required":
                names = [name for name in error.validator_value if name not in error.instance]
            elif error.validator == "additionalProperties":
                names = [name for name in error.instance if name not in error.schema.get("properties", {})]
            else:
                found.add((pointer(place), code))
                continue
            found |= {(pointer([*place, name]), code) for name in names}
        wrong = {place for place, code in found if code == "wrong_type"}
        hidden = {(place, code) for place, code in found if place in wrong and code != "wrong_type"}
        hidden |= {(place, code) for place, code in found for outer in wrong if place.startswith(outer + "/")}
        return sorted([place, code] for place, code in found - hidden)


def pointer(place):
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in place)


def sample(version, side, action, schema, seen, rules):
    """One line of the file."""
    source = random.Random(f"{version} {action} {side}")
    judge = Judge(schema)
    payload = Payload(schema, seen, source)
    if judge.problems(payload.text):
        raise AssertionError(f"{action} {side} of {version}: {judge.problems(payload.text)}")
    chosen = []
    for rule, start, removed, text, times in mutations(payload, source):
        if rule in rules:
            continue
        rules.add(rule)
        mutated = payload.text[:start] + text.encode() * times + payload.text[start + removed :]
        chosen.append([start, removed, text, times, judge.problems(mutated)])
    line = dict(version=version, action=action, side=side, payload=payload.text.decode(), mutations=chosen)
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def lines(messages):
    """The whole file."""
    seen, rules = {}, {}
    return "".join(
        sample(*message, seen.setdefault(message[0], set()), rules.setdefault(message[0], set())) + "\n"
        for message in messages
    )
