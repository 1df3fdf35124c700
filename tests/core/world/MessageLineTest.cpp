// SPDX-License-Identifier: MIT
// The line of messages against a plain deque, and copies that do not feel what happens to the original.
#include "core/world/MessageLine.h"

#include <QTest>
#include <deque>
#include <rapidcheck.h>

using namespace heddle;

namespace {

std::vector<std::uint64_t> numbersIn(const MessageLine& line) {
    std::vector<std::uint64_t> numbers;
    for (const QueuedMessage& message : line)
        numbers.push_back(message.message.number);
    return numbers;
}

}  // namespace

class MessageLineTest : public QObject {
    Q_OBJECT
private slots:
    void isALineWhateverJoinsAndLeaves();
    void copyKeepsWhatLeftTheOriginal();
    void joiningAndLeavingForEverKeepsNothing();
    void editedMessageIsEditedInOneCopyOnly();
};

void MessageLineTest::isALineWhateverJoinsAndLeaves() {
    const bool holds = rc::check("a line is a deque", [](const std::vector<std::uint16_t>& choices) {
        MessageLine line;
        std::deque<std::uint64_t> expected;
        std::vector<std::pair<MessageLine, std::deque<std::uint64_t>>> copies;
        std::uint64_t next = 0;
        for (const std::uint16_t choice : choices) {
            for (int joins = choice % 40; joins > 0; --joins) {
                const std::size_t place = choice % 7 == 0 ? choice % (expected.size() + 1) : expected.size();
                line.join({.message = MessageId{++next}, .value = {}, .sender = {}, .text = {}}, place);
                expected.insert(expected.begin() + static_cast<std::ptrdiff_t>(place), next);
            }
            for (int leaves = choice / 40 % 40; leaves > 0 && !expected.empty(); --leaves) {
                const std::size_t place = choice % 3 == 0 ? choice % expected.size() : 0;
                line.leave(line.find(MessageId{expected[place]}));
                expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(place));
            }
            if (choice % 5 == 0)
                copies.emplace_back(line, expected);
            RC_ASSERT(line.size() == expected.size());
            if (!expected.empty())
                RC_ASSERT(line[expected.size() / 2].message.number == expected[expected.size() / 2]);
        }
        copies.emplace_back(line, expected);
        for (const auto& [copy, then] : copies)
            RC_ASSERT(numbersIn(copy) == std::vector<std::uint64_t>(then.begin(), then.end()));
    });
    QVERIFY(holds);
}

void MessageLineTest::copyKeepsWhatLeftTheOriginal() {
    MessageLine line;
    for (std::uint64_t i = 1; i <= 3; ++i)
        line.join({.message = MessageId{i}, .value = {}, .sender = {}, .text = {}});
    const MessageLine copy = line;
    line.leave(line.begin());
    line.join({.message = MessageId{4}, .value = {}, .sender = {}, .text = {}});
    QCOMPARE(numbersIn(copy), (std::vector<std::uint64_t>{1, 2, 3}));
    QCOMPARE(numbersIn(line), (std::vector<std::uint64_t>{2, 3, 4}));
}

void MessageLineTest::joiningAndLeavingForEverKeepsNothing() {
    MessageLine line;
    for (std::uint64_t i = 1; i <= 100000; ++i) {
        line.join({.message = MessageId{i}, .value = {}, .sender = {}, .text = {}});
        if (i > 100)
            line.leave(line.begin());
    }
    QCOMPARE(line.size(), 100u);
    QCOMPARE(line.front().message.number, 99901u);
    QVERIFY(line.find(MessageId{99900}) == line.end());
}

void MessageLineTest::editedMessageIsEditedInOneCopyOnly() {
    MessageLine line;
    line.join({.message = MessageId{1}, .value = 5, .sender = {}, .text = {}});
    const MessageLine copy = line;
    line.edit(MessageId{1})->value = 6;
    QCOMPARE(copy.front().value, 5);
    QCOMPARE(line.front().value, 6);
    QVERIFY(line.edit(MessageId{2}) == nullptr);
    line.leave(line.begin());
    QVERIFY(line.edit(MessageId{1}) == nullptr);
}

QTEST_GUILESS_MAIN(MessageLineTest)
#include "MessageLineTest.moc"
