// SPDX-License-Identifier: MIT
#include "core/sync/Describe.h"

#include <QTest>
#include <vector>

using namespace heddle;

namespace {

struct Job {
    int number;
};
void describe(Description& out, const Job& job) {
    out.write("job " + std::to_string(job.number));
}

template <class T>
Description of(const T& value) {
    Description out;
    describe(out, value);
    return out;
}

}  // namespace

class DescribeTest : public QObject {
    Q_OBJECT
private slots:
    void aWholeNumberIsANumber() {
        QCOMPARE(of(-7).number, -7);
        QVERIFY(of(-7).text().empty());
    }
    void textIsToldAsItIsAndNoTextAsSuch() {
        QCOMPARE(of(std::string("Ada")).text(), std::string_view("Ada"));
        QCOMPARE(of("").text(), std::string_view("\"\""));
        QCOMPARE(of(std::string_view()).text(), std::string_view("\"\""));
    }
    void aPairTellsBoth() { QCOMPARE(of(std::pair(3, std::string())).text(), std::string_view("(3, \"\")")); }
    void noValueIsASentinel() {
        QVERIFY(of(std::optional<int>()).isSentinel);
        QCOMPARE(of(std::optional<int>()).text(), std::string_view("None"));
        QVERIFY(!of(std::optional(1)).isSentinel);
    }
    void aTypeOfOnesOwnMayTellOfItself() {
        QCOMPARE(of(Job{4}).text(), std::string_view("job 4"));
        QCOMPARE(of(1.5).text(), std::string_view("1.5"));
        QCOMPARE(of(std::vector<int>(3)).text().substr(0, 1), std::string_view("("));
    }
    void ofWhatIsTooLongTheBeginningIsKept() {
        QCOMPARE(of(std::string(1000, 'x')).size, Description::capacity);
    }
};

QTEST_APPLESS_MAIN(DescribeTest)
#include "DescribeTest.moc"
