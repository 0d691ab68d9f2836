import Foundation
import Testing

@testable import Channels

struct JSONReaderTests {
    private func read(_ text: String) -> JSON? { JSONReader.read(Array(text.utf8)) }

    @Test func `values keep their kinds, and large ids all their digits`() throws {
        let json = try #require(
            read(#" {"a":[1,-2.5e3,true,false,null,"x"],"id":-1002345678901234567,"e":{},"l":[]} "#))
        let list = try #require(json["a"]?.array)
        #expect(list[0].integer == 1)
        #expect(list[1].number == -2500)
        #expect(list[2].bool == true && list[3].bool == false)
        #expect(list[4].string == nil && list[5].string == "x")
        #expect(json["id"]?.identifier == "-1002345678901234567")
        #expect(json["e"]?.object?.isEmpty == true && json["l"]?.array?.isEmpty == true)
        #expect(json["a"]?["b"] == nil && json["a"]?.string == nil)
    }

    @Test(arguments: [
        (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{c}\n\r\t"), (#""\u4e2d\u6587""#, "中文"),
        (#""\ud83d\ude00!""#, "😀!"),
        (#""a\ud83dz""#, "a\u{FFFD}z"), (#""\ude00""#, "\u{FFFD}"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
        (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"), ("\"a\u{1}\nb\"", "a\u{1}\nb"), (#""\u0000""#, "\0"),
    ])
    func `strings are read with whatever they hold`(text: String, wanted: String) {
        #expect(read(text)?.string == wanted)
    }

    @Test func `bytes that are no UTF-8 cost one character and not the message`() {
        let bytes =
            Array(#"{"a":"x"#.utf8) + [0xFF] + Array(#"y","b":"\n"#.utf8) + [0xC3] + Array(#""}"#.utf8)
        #expect(JSONReader.read(bytes)?["a"]?.string == "x\u{FFFD}y")
        #expect(JSONReader.read(bytes)?["b"]?.string == "\n\u{FFFD}")
    }

    @Test(arguments: [
        "", " ", "{", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "tru", "nul", "\"abc", #""\x""#,
        #""\u12"#, "1 2",
        "{} x", "<html>", "-", "1.2.3", "[", "{\"a\":1,}",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(read(text) == nil)
    }

    @Test func `every prefix of a message is refused and none traps`() {
        let text = Array(#"{"ok":true,"result":[{"text":"中\ud83d\ude00\n","n":-1.5e3,"x":null}]}"#.utf8)
        for length in 0..<text.count { #expect(JSONReader.read(Array(text[..<length])) == nil) }
        #expect(JSONReader.read(text) != nil)
    }

    @Test func `nesting without end is refused, not followed`() {
        #expect(read(String(repeating: "[", count: 1_000_000)) == nil)
        #expect(
            read(String(repeating: "{\"a\":", count: 200) + "1" + String(repeating: "}", count: 200)) == nil)
    }

    @Test func `a value knows where it stands`() throws {
        let text = #"{"list":[{"a":1}, "é" ]}"#
        let list = try #require(read(text)?["list"]?.array)
        let bytes = Array(text.utf8)
        #expect(list.map { String(decoding: bytes[$0.range], as: UTF8.self) } == [#"{"a":1}"#, "\"é\""])
    }
}
