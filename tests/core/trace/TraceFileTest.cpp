// SPDX-License-Identifier: MIT
#include "core/trace/TraceFile.h"

#include "tests/core/trace/RandomTrace.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <rapidcheck.h>

using namespace heddle;

class TraceFileTest : public QObject {
    Q_OBJECT

private slots:
    void anyTraceComesBackAsItWas() {
        const bool holds = rc::check("save, open, compare", [&] {
            RandomTraceShape shape;
            shape.seed = *rc::gen::arbitrary<std::uint64_t>();
            shape.events = *rc::gen::inRange<std::size_t>(0, 9000);
            shape.isWild = *rc::gen::arbitrary<bool>();
            const auto trace = randomTrace(shape);
            RC_ASSERT(saveTrace(trace, path("a.heddle")).has_value());
            const auto opened = openTrace(path("a.heddle"));
            if (!opened)
                RC_FAIL(opened.error().sentence);
            RC_ASSERT(differenceBetween(*trace, **opened) == "");
            RC_ASSERT((*opened)->facts().warnings.empty());
        });
        QVERIFY(holds);
    }

private:
    std::filesystem::path path(const char* name) const {
        return (m_folder.path() + "/" + name).toStdString();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TraceFileTest)
#include "TraceFileTest.moc"
