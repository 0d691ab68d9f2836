import ReportLanguage
import Testing

struct CheckpointReportTests {
    @Test(arguments: [
        (
            "国道卡口到岗 贾桂、邓洋永 20:00",
            "checkin at=2022-01-22T20:00 checkpoint=K15 staff=贾桂+邓洋永"
        ),
        (
            "到岗 国道卡口 贾桂、邓洋永 体温36.5 36.3 口罩、体温枪、消毒液、登记本齐全",
            "checkin at=2022-01-22T20:05 checkpoint=K15 equipment=mask+thermometer+disinfectant+register staff=贾桂+邓洋永 temperatures=36.5+36.3"
        ),
        (
            "接班 @贾桂 @邓洋永 36.4/36.6",
            "checkin at=2022-01-22T20:05 checkpoint=K15 staff=贾桂+邓洋永 temperatures=36.4+36.6"
        ),
        ("已到岗 贾桂和邓洋永", "checkin at=2022-01-22T20:05 checkpoint=K15 staff=贾桂+邓洋永"),
        (
            "到岗\n卡口：国道\n人员：贾桂 邓洋永\n时间：8点\n体温：36.2、36.8",
            "checkin at=2022-01-22T20:00 checkpoint=K15 staff=贾桂+邓洋永 temperatures=36.2+36.8"
        ),
        ("国道卡口已到岗", "checkin at=2022-01-22T20:05 checkpoint=K15 !missing:staff"),
        ("国道卡口到岗 贾桂 邓洋永 25点", "checkin checkpoint=K15 staff=贾桂+邓洋永 !invalid:at(25点)"),
        ("红旗卡口到岗 吴大勇 李春林", "checkin at=2022-01-22T20:05 staff=吴大勇+李春林 !unknown:checkpoint(红旗卡口)"),
        (
            "国道卡口到岗 邓洋永、石力敏\n镇北卡口到岗 赵云磊、陈广",
            "checkin at=2022-01-22T20:05 checkpoint=K15 staff=邓洋永+石力敏\ncheckin at=2022-01-22T20:05 checkpoint=K16 staff=赵云磊+陈广"
        ),
        (
            "交班 国道卡口 下岗：贾桂、邓洋永 接班：石力敏、孙志 时间20:00 过车152 人员301",
            "handover at=2022-01-22T20:00 checkpoint=K15 next=石力敏+孙志 people=301 staff=贾桂+邓洋永 vehicles=152"
        ),
        (
            "国道卡口交班贾桂和邓洋永下岗石力敏和孙志接班过车八十七台一百二十人",
            "handover checkpoint=K15 next=石力敏+孙志 people=120 staff=贾桂+邓洋永 vehicles=87"
        ),
        (
            "国道卡口换班 下岗贾桂、邓洋永 接班石力敏、孙志 备注：炉子封好了",
            "handover checkpoint=K15 next=石力敏+孙志 note=炉子封好了 staff=贾桂+邓洋永"
        ),
        ("国道卡口 贾桂离岗 晚上8点", "handover at=2022-01-22T20:00 checkpoint=K15 staff=贾桂"),
    ])
    func `a shift is read`(text: String, summary: String) throws {
        #expect(try Township.read(text, from: "P133", in: "K15", at: "2022-01-22T20:05").summary == summary)
    }

    @Test func `a short name that fits two checkpoints is ambiguous unless the chat decides`() throws {
        let text = "双河卡口到岗 谢国才、吕丽杰"
        #expect(
            try Township.read(text, from: "P147", in: "T01", at: "2022-01-22T20:05").summary
                == "checkin at=2022-01-22T20:05 staff=谢国才+吕丽杰 !ambiguous:checkpoint")
        #expect(
            try Township.read(text, from: nil, in: "K07", at: "2022-01-22T20:05").summary
                == "checkin at=2022-01-22T20:05 checkpoint=K07 staff=谢国才+吕丽杰")
    }

    @Test func `a handover outside of a checkpoint's group lacks the checkpoint`() throws {
        #expect(
            try Township.read("交班 马国栋、李春林下岗 吴大勇、王双全接班 过车90", from: "P147", in: "T01").summary
                == "handover next=吴大勇+王双全 staff=马国栋+李春林 vehicles=90 !missing:checkpoint")
    }

    @Test(arguments: ["双河南上岗两人", "双河南到岗2人", "双河南卡口上岗两人", "双河南上岗 3个人"])
    func `how many are on duty is a shift whose people are asked for`(text: String) throws {
        for (sender, place) in [("P085", "K07"), ("P085", "T01"), (nil, "K07")] {
            #expect(
                try Township.read(text, from: sender, in: place, at: "2022-01-22T20:05").summary
                    == "checkin at=2022-01-22T20:05 checkpoint=K07 !missing:staff")
        }
    }

    @Test(arguments: ["双河南上岗的人真辛苦", "两人上岗就够了", "双河南接班的还没来，冻死我了", "国道上岗两人够不够", "双河南那两人上岗证丢了"])
    func `talk about a post by its short name is silence`(text: String) throws {
        #expect(try Township.read(text, from: "P085", in: "T01").summary == "chatter")
    }
}
