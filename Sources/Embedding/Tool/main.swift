import Foundation

// embed-files OUTPUT (NAME PATH)… writes one Swift file that holds each text file as a string literal.
// String literals, because a byte array of this size costs the compiler minutes and a resource bundle
// ties the binary to its build folder.

/// A raw string literal with enough `#` that nothing in the text can end it.
func literal(_ text: String) -> String {
    var fence = "#"
    while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
    return fence + "\"\"\"\n" + text + "\n\"\"\"" + fence
}

let arguments = Array(CommandLine.arguments.dropFirst())
var output = "extension StandardFiles {\n    static let all: [String: String] = [\n"
for index in stride(from: 1, to: arguments.count - 1, by: 2) {
    let text = try String(contentsOfFile: arguments[index + 1], encoding: .utf8)
    output += "\"\(arguments[index])\": \(literal(text)),\n"
}
if arguments.count < 3 { output += ":" }
output += "    ]\n}\n"
try output.write(toFile: arguments[0], atomically: true, encoding: .utf8)
