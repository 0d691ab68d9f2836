extension Page {
    static let scriptOfWords = #"""
        const parameters = new URLSearchParams(location.search);
        const isChinese = (parameters.get('lang') || navigator.language || 'zh').startsWith('zh');
        const words = isChinese ? {
          skip: '跳到输入框', chats: '群', back: '返回', log: '消息', examples: '可以这样说', cancel: '取消', send: '发送', side: '时钟和成员',
          close: '关闭', clock: '模拟时钟', forward: '往前拨', m1: '+1 分', m10: '+10 分', h1: '+1 小时', speed: '快慢', stop: '停',
          become: '点一个人，就换成这个人说话', whoAreYou: '你是谁', search: '姓名、角色或地点', mine: '我的群', others: '其他群',
          write: '说点什么', lost: '连不上模拟器，正在重连', robot: '机器人', reply: '回复', yesterday: '昨天', noTalk: '还没有人说话。点下面的例子试试，或者自己写。',
          noChat: '选一个群', newMessages: '新消息', below: n => n + ' 条新消息', members: n => '成员 ' + n, people: n => n + ' 人',
          toShift: t => '拨到 ' + t + ' 班前', watching: name => name + ' 不在这个群，只能看。换成群里的人：', postOnly: '这个群机器人只发不收，只能看。',
          alone: '单独和机器人说', you: '你', none: '没有这样的人', failed: '没发出去：', clockChip: t => '模拟时钟 ' + t,
          unread: n => n + ' 条未读', direct: '私聊', clockMoved: '时钟被拨动',
        } : {
          skip: 'Skip to the message box', chats: 'Chats', back: 'Back', log: 'Messages', examples: 'Try saying', cancel: 'Cancel', send: 'Send', side: 'Clock and members',
          close: 'Close', clock: 'Simulated clock', forward: 'Move forward', m1: '+1 min', m10: '+10 min', h1: '+1 h', speed: 'Speed', stop: 'Stop',
          become: 'Tap somebody to speak as them', whoAreYou: 'Who are you?', search: 'Name, role or place', mine: 'My chats', others: 'Other chats',
          write: 'Message', lost: 'No connection to the simulator, trying again', robot: 'bot', reply: 'Reply', yesterday: 'Yesterday', noTalk: 'Nobody has said anything yet. Tap an example below, or write your own.',
          noChat: 'Choose a chat', newMessages: 'New messages', below: n => n + ' new below', members: n => 'Members: ' + n, people: n => n + (n === 1 ? ' person' : ' people'),
          toShift: t => 'To just before the ' + t + ' shift', watching: name => name + ' is not in this chat and can only watch. Become a member:', postOnly: 'The bot only posts here; this chat can be watched.',
          alone: 'Alone with the bot', you: 'you', none: 'Nobody like that', failed: 'Not sent: ', clockChip: t => 'Simulated clock ' + t,
          unread: n => n + ' unread', direct: 'Direct', clockMoved: 'The clock was moved',
        };
        const roleWords = isChinese ? {} : {
          townSecretary: 'Town secretary', mayor: 'Mayor', deputySecretary: 'Deputy secretary', supervisor: 'Supervisor', villageSecretary: 'Village secretary',
          unitLeader: 'Unit leader', checkpointHead: 'Checkpoint head', checkpointStaff: 'Checkpoint staff', patrol: 'Patrol', cadre: 'Cadre', volunteer: 'Volunteer',
        };
        const roleName = person => roleWords[person.role] || person.roleLabel;

        /* What somebody of a role would say; {me} and {mate} stand for names of the checkpoint's. */
        const examplesByRole = {
          unitLeader: ['报备 张三 13800001234 从哈尔滨道里回来 后天到家 坐火车G1234 3组', '报备 李秀英 从大庆回来 腊月二十八到 自驾', '13800001234', '零报告', '撤回 R1', '帮助'],
          checkpointStaff: ['到岗 {me}、{mate}', '到岗 {me}', '交班 {me} 过车35 过人62', '收到', '接手 E1', '帮助'],
          checkpointHead: ['到岗 {me}、{mate}', '接手 E1', '收到', '交班 {me} 过车35 过人62', '帮助'],
          villageSecretary: ['收到', '接手 E1', '已播 3遍', '广播 本村 今晚6点 返乡的乡亲请提前三天报备，到家先找组长登记', '确认 B1', '帮助'],
          supervisor: ['接手 E1', '收到', '广播 全镇 今晚6点 出门戴好口罩，少串门，不聚集', '确认 B1', '帮助'],
          township: ['广播 全镇 今晚6点 返乡的乡亲请提前三天报备，到家先找组长登记', '确认 B1', '撤回 B1', '接手 E1', '收到', '帮助'],
          other: ['报备 张三 13800001234 从哈尔滨道里回来 后天到家', '收到', '帮助'],
        };
        /* The newest receipt, broadcast or case of that letter that the bot named in this chat. */
        function newestReference(whole, letter) {
          for (const message of chat ? messagesOf(chat).slice(-60).reverse() : []) {
            const found = message.bot && message.text.match(new RegExp('\\b' + letter + '\\d+'));
            if (found) return found[0];
          }
          return whole;
        }
        const townshipRoles = ['townSecretary', 'mayor', 'deputySecretary'];
        function examplesFor(person) {
          if (person.examples.length) return person.examples;
          const mate = world.people.find(p => p.place === person.place && p.id !== person.id && p.role.startsWith('checkpoint'));
          const list = examplesByRole[townshipRoles.includes(person.role) ? 'township' : person.role] || examplesByRole.other;
          return list.map(text => text.replace('{me}', person.name).replace('、{mate}', mate ? '、' + mate.name : '').replace(/\b([REB])1$/, newestReference));
        }

        """#
}
