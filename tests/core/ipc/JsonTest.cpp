// SPDX-License-Identifier: MIT
#include "core/ipc/Json.h"

#include <QTest>
#include <limits>
#include <stdexcept>

using namespace heddle;

class JsonTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenIsReadAsTheSame();
    void whatIsNoJsonIsNotRead();
    void numbersAreInOrderByTheirValue();
    void thingsOfOtherKindsAreNeverTheSame();
    void askedForWhatItIsNotItSaysWhatItIs();
    void aCopyIsOnItsOwn();
};

void JsonTest::whatIsWrittenIsReadAsTheSame() {
    const Json all = Json::list({{},
                                 true,
                                 -3,
                                 2.5,
                                 1.0,
                                 std::numeric_limits<std::int64_t>::min(),
                                 "a \"text\"\n",
                                 Json::list(),
                                 Json::dict({{"k", Json::list({1, "x"})}})});
    const std::string written = all.written();
    QCOMPARE(written,
             std::string(R"([null,true,-3,2.5,1.0,-9223372036854775808,"a \"text\"\n",[],{"k":[1,"x"]}])"));
    const auto read = Json::read(written);
    QVERIFY(read && *read == all);
    QCOMPARE(read->written(), written);
}

void JsonTest::whatIsNoJsonIsNotRead() {
    for (const char* text : {"", "[1,", "{1:2}", "nil", "[1] 2"})
        QVERIFY2(!Json::read(text), text);
    const std::string deep = std::string(500, '[') + std::string(500, ']');
    QVERIFY(!Json::read(deep));
    QCOMPARE(Json(std::string("a\xff")).written(), std::string("\"a\xef\xbf\xbd\""));
}

void JsonTest::numbersAreInOrderByTheirValue() {
    QVERIFY(Json(1) == Json(1.0));
    QVERIFY(Json(1) < Json(1.5) && Json(1.5) < Json(2) && Json(-1) < Json(0));
    const std::int64_t large = (std::int64_t{1} << 53) + 1;  // which a double cannot hold
    QVERIFY(Json(static_cast<double>(large - 1)) < Json(large));
    QVERIFY(Json(9) < Json(10));  // not as texts are
    QVERIFY(Json::list({1, 2}) < Json::list({1, 3}) && Json::list({1}) < Json::list({1, 0}));
}

void JsonTest::thingsOfOtherKindsAreNeverTheSame() {
    const Json things[] = {{}, true, 1, "1", Json::list({1}), Json::dict({{"1", 1}})};
    for (std::size_t i = 0; i < std::size(things); ++i)
        for (std::size_t j = 0; j < std::size(things); ++j)
            QCOMPARE(things[i] < things[j], i < j);
}

void JsonTest::askedForWhatItIsNotItSaysWhatItIs() {
    try {
        static_cast<void>(Json("text").asInteger());
        QFAIL("a text is no number");
    } catch (const std::domain_error& error) {
        QCOMPARE(std::string(error.what()), std::string("read a whole number from JSON: it is a text"));
    }
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(Json::list({1})[1]), std::domain_error);
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(Json::dict({{"a", 1}})["b"]), std::domain_error);
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(Json(1).size()), std::domain_error);
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(Json(1.5).asInteger()), std::domain_error);
    QCOMPARE(Json(1).asDouble(), 1.0);
}

void JsonTest::aCopyIsOnItsOwn() {
    Json list = Json::list({1});
    Json copy = list;
    copy.append(2);
    QCOMPARE(list.size(), std::size_t(1));
    QCOMPARE(copy.size(), std::size_t(2));
}

QTEST_APPLESS_MAIN(JsonTest)
#include "JsonTest.moc"
