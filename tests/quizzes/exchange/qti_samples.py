"""Items of QTI as texts, in the spelling of 2.1 and in that of 3.0."""

import re
from io import BytesIO
from zipfile import ZipFile

OURS_IN_HTML = {"p", "b", "i", "div", "span", "img", "sub", "sup", "br", "ul", "li", "table", "tr", "td", "math", "mi"}
CHOICES = "".join(f'<simpleChoice identifier="{name}">{name} text</simpleChoice>' for name in "ABC")


def as_v3(source: str) -> str:
    """The same item as version 3 spells it."""

    def tag(found):
        slash, name, rest = found.groups()
        if name in OURS_IN_HTML:
            return found[0]
        rest = re.sub(r"(\w+)=", lambda attribute: hyphened(attribute[1]) + "=", rest)
        return f"<{slash}qti-{hyphened(name)}{rest}>"

    return re.sub(r"<(/?)([a-zA-Z]\w*)([^<>]*)>", tag, source).replace("imsqti_v2p1", "imsqtiasi_v3p0")


def hyphened(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: "-" + found[1].lower(), name)


def item(declared, body, processing="", *, after=""):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="trap-1" title="Trapezius" '
        f'adaptive="false" timeDependent="false">\n{declared}\n<itemBody>{body}</itemBody>\n'
        f"{processing}\n{after}</assessmentItem>"
    )


def response(correct=(), base="identifier", cardinality="single", mapping="", name="RESPONSE"):
    values = "".join(f"<value>{value}</value>" for value in correct)
    right = f"<correctResponse>{values}</correctResponse>" if correct else ""
    told = f'identifier="{name}" cardinality="{cardinality}" baseType="{base}"'
    return f"<responseDeclaration {told}>{right}{mapping}</responseDeclaration>"


def mapped(values, default="0", more="", **entry):
    told = "".join(f' {name}="{value}"' for name, value in entry.items())
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"{told}/>' for key, value in values.items())
    return f'<mapping defaultValue="{default}" {more}>{entries}</mapping>'


def template(name):
    return f'<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{name}"/>'


def choice(choices=CHOICES, most="1", before="<p>Where?</p>", more=""):
    return (
        f'{before}<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="{most}"{more}>'
        f"{choices}</choiceInteraction>"
    )


def modal(identifier, text, outcome="FEEDBACK"):
    told = f'outcomeIdentifier="{outcome}" identifier="{identifier}" showHide="show"'
    return f"<modalFeedback {told}><p>{text}</p></modalFeedback>"


def manifest(*names, kind="imsqti_item_xmlv2p1"):
    listed = "".join(f'<resource identifier="R{n}" type="{kind}" href="{name}"/>' for n, name in enumerate(names))
    space = "http://www.imsglobal.org/xsd/imscp_v1p1"
    return f'<manifest xmlns="{space}" identifier="M"><organizations/><resources>{listed}</resources></manifest>'


def package(**members):
    """An archive; keyword names tell members, with __ for a full stop and ___ for a slash."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("___", "/").replace("__", "."), text)
    return out.getvalue()
