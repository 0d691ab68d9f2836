"""Compares each file's imports with what its target declares (stdin: swift package describe --type json).

The compiler lets an undeclared import pass when some other target happens to have built the module.
"""
import json
import pathlib
import re
import sys

SYSTEM = {
    "CDispatch", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "PackageDescription", "PackagePlugin",
    "Synchronization", "Testing",
}
IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)", re.M)

bad = 0
for target in json.load(sys.stdin)["targets"]:
    declared = set(target.get("target_dependencies", [])) | set(target.get("product_dependencies", []))
    for source in target["sources"]:
        if not source.endswith(".swift"):
            continue
        file = pathlib.Path(target["path"]) / source
        if not file.exists():  # made by a plugin
            continue
        for module in IMPORT.findall(file.read_text()):
            if module not in SYSTEM | declared | {target["name"]}:
                print(f"{file}: imports {module}, which target {target['name']} does not declare")
                bad += 1
sys.exit(1 if bad else 0)
