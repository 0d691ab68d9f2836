import Testing

@testable import ReportLanguage

struct PlaceTests {
    @Test(arguments: [
        ("哈尔滨道里", "230102"), ("北京朝阳", "110105"), ("沈阳铁西", "210106"), ("黑龙江省哈尔滨市道里区", "230102"),
        ("江苏昆山", "320583"),
        ("新疆石河子市", "659001"), ("内蒙古呼伦贝尔海拉尔", "150702"), ("内蒙通辽科尔沁区", "150502"), ("天津滨海新区", "120116"),
        ("满洲里", "150781"),
        ("佳木斯桦南", "230822"), ("吉林松原", "220700"), ("吉林", "220000"), ("吉林市", "220200"), ("西安", "610100"),
        ("西安雁塔区", "610113"),
        ("哈市", "230100"), ("齐市", "230200"), ("冰城", "230100"), ("鹤城", "230200"), ("双城市", "230113"),
        ("呼兰县", "230111"), ("阿城市", "230112"),
        ("加格达奇", "232761"), ("大兴安岭加格达奇", "232761"), ("海南三亚", "460200"), ("大庆让胡路", "230604"),
        ("山东威海荣成", "371082"),
        ("杜尔伯特", "230624"), ("上海浦东", "310115"), ("辽宁朝阳", "211300"), ("河北省石家庄裕华区", "130108"),
        ("长春 朝阳区", "220104"),
        ("香港", "810000"), ("澳门", "820000"), ("台湾", "710000"), ("襄樊市", "420600"), ("哈尔滨动力区", "230110"),
    ])
    func `a place is the deepest unit that the text fixes`(text: String, code: String) {
        #expect(Samples.whole(text).contains { $0.hasPrefix("place \(code) ") }, "\(Samples.found(in: text))")
    }

    @Test func `a place bears the names of all its levels`() {
        #expect(Samples.whole("佳木斯桦南") == ["place 230822 黑龙江省佳木斯市桦南县"])
        #expect(Samples.whole("重庆渝北").first == "place 500112 重庆市渝北区")
        #expect(Samples.whole("加格达奇") == ["place 232761 黑龙江省大兴安岭地区加格达奇区"])
    }

    @Test(arguments: [("韩国", "韩国"), ("俄罗斯", "俄罗斯"), ("俄国", "俄罗斯"), ("日本", "日本")])
    func `a country has a name and no code`(text: String, name: String) {
        #expect(Samples.whole(text) == ["place - \(name)"])
    }

    @Test(arguments: [
        ("朝阳", "110105 211300 220104"), ("朝阳区", "110105 220104"), ("白云区", "440111 520113"),
        ("西安区", "220403 231005"),
    ])
    func `a name of several places is ambiguous`(text: String, codes: String) {
        #expect(Samples.whole(text) == ["places \(codes)"])
    }

    @Test(arguments: [
        ("哈尔宾", "230100"), ("七七哈尔", "230200"), ("广洲市", "440100"), ("哈尔滨道理", "230102"), ("哈尔滨南刚区", "230103"),
        ("牡丹江绥分河", "231081"),
    ])
    func `a homophone inside what is certain is read over`(text: String, code: String) {
        let folded = FoldedText(text)
        let candidate = Samples.recognizers.candidates(in: folded).first {
            $0.range == folded.scalars.indices
        }
        #expect(candidate?.kind.summary.hasPrefix("place \(code) ") == true, "\(Samples.found(in: text))")
        #expect(candidate?.isRepaired == true)
    }

    @Test func `a slot for a place reads more than free text does`() throws {
        func read(_ text: String) -> String? {
            let folded = FoldedText(text)
            guard let found = Samples.recognizers.places.read(folded, folded.scalars.indices) else {
                return nil
            }
            switch found.reading {
            case .certain(let place): return (place.code ?? place.name) + "/\(found.end)"
            case .ambiguous(let places): return places.map { $0.code ?? "" }.joined(separator: " ")
            }
        }
        #expect(read("广洲") == "440100/2")
        #expect(read("哈尔滨市南岗区学府路") == "230103/7")
        #expect(read("齐哈尔") == nil || read("齐哈尔") == "230200/3")
        #expect(read("金麦市") == nil)
        #expect(read("") == nil)
    }

    @Test(arguments: ["北京路", "青岛路8号", "朝鲜族", "日本车", "南京大街"])
    func `a street or a people named after a place is none`(text: String) {
        #expect(!Samples.found(in: text).contains { $0.hasPrefix("place") })
    }

    @Test func `a lone short name of a county is weak, since it is a word or a village too`() {
        #expect(Samples.found(in: "和平").contains { $0.hasPrefix("(places ") })
        #expect(Samples.found(in: "方正") == ["(place 230124 黑龙江省哈尔滨市方正县)"])
        #expect(Samples.found(in: "哈尔滨方正") == ["place 230124 黑龙江省哈尔滨市方正县"])
    }

    @Test func `a route is several places`() {
        #expect(
            Samples.found(in: "海南三亚—哈尔滨—五常").filter { $0.hasPrefix("place") } == [
                "place 460200 海南省三亚市", "place 230184 黑龙江省哈尔滨市五常市",
            ])
    }

    @Test func `a county that went to a neighbour is found in its old prefecture`() {
        #expect(Samples.whole("柳州地区忻城县") == ["place 451321 广西壮族自治区来宾市忻城县"])
    }

    @Test(arguments: [
        ("齐齐哈尔拉哈镇", "230281"), ("黑龙江讷河拉哈镇", "230281"), ("讷河拉哈镇", "230281"), ("齐齐哈尔克山镇", "230229"),
        ("齐齐哈尔兴隆镇", "230200"),
    ])
    func `a township fixes its county where only one has it, and stays detail`(text: String, code: String) {
        let folded = FoldedText(text)
        let found = Samples.recognizers.candidates(in: folded).first
        #expect(found?.kind.summary.hasPrefix("place \(code) ") == true && found?.isWeak == false)
        #expect(found.map { folded.folded($0.range.upperBound..<folded.scalars.count).count } == 3)
    }

    @Test func `below Taiwan, Hong Kong and Macao everything is detail`() {
        #expect(Samples.found(in: "台北市") == ["place 710000 台湾省"])
        let text = FoldedText("台湾省台北市")
        #expect(Samples.recognizers.places.read(text, text.scalars.indices)?.end == 3)
    }

    @Test(arguments: ["香港中路", "太原1路", "南京三路", "上海东街", "北京大街"])
    func `a numbered or a divided street is none either`(text: String) {
        #expect(!Samples.found(in: text).contains { $0.hasPrefix("place") })
    }

    @Test(arguments: ["五昌", "武常", "兰希", "兰息", "衣春", "一春", "背林区", "集县"])
    func `a name that is as near to two places is neither`(text: String) {
        let folded = FoldedText(text)
        #expect(Samples.recognizers.places.read(folded, folded.scalars.indices) == nil)
        #expect(!Samples.found(in: text).contains { $0.contains("place") })
    }

    @Test(arguments: [("机西", "230300"), ("抚原", "230883"), ("依按", "230223"), ("北淋区", "231202")])
    func `a name that is nearer to one place than to any other is that place`(text: String, code: String) {
        let folded = FoldedText(text)
        guard
            case .certain(let place)? = Samples.recognizers.places.read(folded, folded.scalars.indices)?
                .reading
        else {
            Issue.record("\(text) is no place")
            return
        }
        #expect(place.code == code)
    }

    @Test func `a name that is typed right is itself, whatever it sounds like`() {
        for (text, code) in [
            ("五常", "230184"), ("武昌", "420106"), ("兰西", "231222"), ("兰溪", "330781"), ("伊春", "230700"),
            ("宜春", "360900"),
            ("鸡西", "230300"), ("绩溪", "341824"), ("抚远", "230883"), ("富源", "530325"), ("依安", "230223"),
            ("义安", "340706"),
            ("同江", "230881"), ("通江", "511921"), ("肇源", "230622"), ("招远", "370685"), ("富裕", "230227"),
            ("扶余", "220781"),
            ("集贤", "230521"), ("吉县", "141028"), ("北林区", "231202"), ("碑林区", "610103"), ("塔河", "232722"),
        ] {
            #expect(Samples.whole(text).contains { $0.hasPrefix("place \(code) ") }, "\(text)")
        }
    }
}
