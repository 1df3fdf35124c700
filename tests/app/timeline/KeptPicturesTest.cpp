// SPDX-License-Identifier: GPL-3.0-or-later
// Fixed runs as the timeline paints them, beside pictures that were looked at and kept. Without their words:
// how letters come out hangs on the machine.
#include "app/picture/PicturePainter.h"
#include "tests/app/kept/KeptPicture.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QImage>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace heddle;

namespace {

constexpr QSizeF size(600, 540);
constexpr int mostThatMayDiffer = 30;  // pixels; an arrow has more

const char* const family =
    "process main; main forks child-0; main forks child-1; child-0 begins; child-1 begins; pipe out to in;"
    "main sends 17 bytes on out; child-1 receives from in; main acquires lock; child-1 waits to acquire lock;"
    "main releases lock; child-1 acquires lock; main puts 3 in q; main puts sentinel in q;"
    "child-1 gets 3 from q; main waits to join child-1; child-0 dies; child-1 waits to get from empty for a "
    "while;"
    "child-1 fails to get from empty: timeout; child-1 sleeps; child-1 ends";

Picture withoutWords(Picture picture) {
    std::erase_if(picture.items,
                  [](const PictureItem& item) { return std::holds_alternative<PictureText>(item); });
    for (PictureItem& item : picture.items)
        if (auto* capsule = std::get_if<PictureCapsule>(&item))
            capsule->text.clear();
    return picture;
}

Picture pictureOf(TimelineScene& scene) {
    Picture picture = scene.still();
    for (const PictureItem& item : scene.moving().items)
        picture.add(item);
    return withoutWords(std::move(picture));
}

QImage painted(const Picture& picture, const Theme& theme) {
    QImage image(size.toSize(), QImage::Format_RGB32);
    image.fill(theme.color(Tone::surface));
    QPainter painter(&image);
    paint(painter, picture, theme);
    return image;
}

struct Staged {
    std::function<std::shared_ptr<Trace>()> trace;
    std::function<void(StagedScene&)> prepare;
};

void hoverMessage(StagedScene& staged, std::size_t number) {
    const Message& message = staged.model.messages().all()[number];
    const double x = staged.scope().axis.pxOf(static_cast<double>(message.sentStep) - 0.5);
    staged.scene.hover({QPointF(x, staged.scope().laneCentre(message.from))});
}

const std::vector<std::pair<const char*, Staged>>& scenes() {
    static const std::vector<std::pair<const char*, Staged>> all{
        {"steps",
         {[] { return toyTrace({.workers = 4, .capacity = 4}); },
          [](StagedScene& staged) {
              staged.at(17.6);
              staged.scene.select(staged.model.messages().all()[2].sent);
              hoverMessage(staged, 3);
          }}},
        {"real-time",
         {[] { return toyTrace({.workers = 4, .items = 8, .capacity = 4}); },
          [](StagedScene& staged) {
              staged.playback.setAxis(Axis::realTime);
              staged.at(staged.playback.length() * 0.6);
              staged.scene.fitAll();
              staged.scene.selectRange({QPointF(250, 90), QPointF(250, 90), true});
              staged.scene.selectRange({QPointF(250, 90), QPointF(400, 90)});
              staged.scene.mark({});
          }}},
        {"processes",
         {[] { return traceFrom(family); },
          [](StagedScene& staged) {
              staged.at(12.5);
              staged.scene.fitAll();
              staged.scene.arrange({LaneIntent::Way::below});
          }}},
        {"dense",
         {[] { return toyTrace({.workers = 4, .items = 2000, .capacity = 4}); },
          [](StagedScene& staged) {
              staged.at(5000);
              staged.scene.fitAll();
          }}},
    };
    return all;
}

}  // namespace

class KeptPicturesTest : public QObject {
    Q_OBJECT
private slots:
    void aRunLooksAsItDid_data() {
        QTest::addColumn<int>("number");
        QTest::addColumn<bool>("isDark");
        for (std::size_t i = 0; i < scenes().size(); ++i)
            for (const bool isDark : {false, true})
                QTest::addRow("%s-%s", scenes()[i].first, isDark ? "dark" : "light")
                    << static_cast<int>(i) << isDark;
    }
    void aRunLooksAsItDid() {
        QFETCH(int, number);
        QFETCH(bool, isDark);
        const Staged& scene = scenes()[static_cast<std::size_t>(number)].second;
        StagedScene staged(scene.trace());
        const Theme theme = isDark ? Theme::dark() : Theme::light();
        staged.scene.setTheme(theme);
        staged.scene.setSize(size);
        scene.prepare(staged);
        if (const QString fonts = KeptPicture::otherFonts(); !fonts.isEmpty())
            QSKIP(qPrintable(fonts));
        const KeptPicture kept(QStringLiteral(HEDDLE_KEPT_PICTURES),
                               QString::fromLatin1(QTest::currentDataTag()));
        const QString complaint = kept.complaint(painted(pictureOf(staged.scene), theme), mostThatMayDiffer);
        QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
    }

    // Else the pictures above would say nothing.
    void aColourAHatchAnArrowAndACapsuleAreSeenToDiffer() {
        StagedScene staged(scenes()[0].second.trace());
        staged.scene.setSize(size);
        scenes()[0].second.prepare(staged);
        const Picture picture = pictureOf(staged.scene);
        const Theme theme = Theme::light();
        const QImage right = painted(picture, theme);
        // What comes of changing one of them: the one of which most is seen, since some are nearly hidden.
        const auto without = [&](const std::function<bool(PictureItem&)>& change) {
            int most = 0;
            for (std::size_t i = 0; i < picture.items.size(); ++i) {
                Picture changed = picture;
                if (change(changed.items[i]))
                    most = std::max(most, KeptPicture::differing(right, painted(changed, theme)));
            }
            return most;
        };
        const int tone = without([](PictureItem& item) {
            auto* fill = std::get_if<PictureFill>(&item);
            return fill &&
                   std::exchange(fill->tone, fill->tone == Tone::running ? Tone::system : fill->tone) ==
                       Tone::running;
        });
        const int hatch = without([](PictureItem& item) {
            auto* fill = std::get_if<PictureFill>(&item);
            return fill && std::exchange(fill->pattern, Pattern::none) != Pattern::none;
        });
        const int arrow = without([](PictureItem& item) {
            auto* curve = std::get_if<PictureCurve>(&item);
            return curve && std::exchange(curve->to, curve->from) != curve->from;
        });
        const int capsule = without([](PictureItem& item) {
            auto* made = std::get_if<PictureCapsule>(&item);
            return made && !std::exchange(made->isHollow, !made->isHollow);
        });
        for (const int seen : {tone, hatch, arrow, capsule})
            QVERIFY2(seen > mostThatMayDiffer,
                     qPrintable(QStringLiteral("%1 %2 %3 %4").arg(tone).arg(hatch).arg(arrow).arg(capsule)));
    }
};

QTEST_MAIN(KeptPicturesTest)
#include "KeptPicturesTest.moc"
