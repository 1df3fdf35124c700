// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film/FilmFile.h"
#include "app/film/FilmSink.h"
#include "app/film/PictureFile.h"
#include "tests/support/SmallDisk.h"
#include "tests/support/ToyTrace.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace heddle;

class FilmFileTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    static QString qt(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

    // A second of film of the first steps.
    static FilmOptions small(FilmForm form) {
        FilmOptions options;
        options.form = form;
        options.drawing.shown = Shown::both;
        options.drawing.widthPx = 501;
        options.drawing.heightPx = 433;
        options.drawing.to = 6;
        options.framesPerSecond = 7;
        options.speed = 10;
        return options;
    }
    // How many pictures an independent reader finds; 0: it refuses the file.
    static int picturesIn(const std::filesystem::path& film, const QStringList& asWhat = {}) {
        QProcess probe;
        probe.start("ffprobe", QStringList{"-v", "error", "-count_frames", "-show_entries",
                                           "stream=nb_read_frames", "-of", "csv=p=0"} +
                                   asWhat + QStringList{qt(film)});
        if (!probe.waitForStarted())
            qFatal("ffprobe is not there");
        probe.waitForFinished(60'000);
        const bool isRead = probe.exitCode() == 0 && probe.readAllStandardError().isEmpty();
        return isRead ? probe.readAllStandardOutput().trimmed().toInt() : 0;
    }
    static QByteArray bytesOf(const std::filesystem::path& path) {
        QFile file(qt(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static int farthest(const QImage& a, const QImage& b) {
        int most = 0;
        for (int y = 0; y < a.height(); ++y)
            for (int x = 0; x < a.width(); ++x) {
                const QRgb one = a.pixel(x, y), other = b.pixel(x, y);
                most = std::max({most, std::abs(qRed(one) - qRed(other)),
                                 std::abs(qGreen(one) - qGreen(other)), std::abs(qBlue(one) - qBlue(other))});
            }
        return most;
    }

private slots:
    void everyFormHasAllPictures_data() {
        QTest::addColumn<int>("form");
        QTest::addColumn<QString>("name");
        QTest::newRow("gif") << static_cast<int>(FilmForm::gif) << "a.gif";
        QTest::newRow("apng") << static_cast<int>(FilmForm::apng) << "a.apng";
        QTest::newRow("mp4") << static_cast<int>(FilmForm::mp4) << "a.mp4";
        QTest::newRow("webm") << static_cast<int>(FilmForm::webm) << "a.webm";
    }
    void everyFormHasAllPictures() {
        QFETCH(int, form);
        QFETCH(QString, name);
        FilmOptions options = small(static_cast<FilmForm>(form));
        int last = 0, all = 0;
        options.onFrame = [&](int frame, int frames) {
            QCOMPARE(frame, last + 1);
            last = frame;
            all = frames;
        };
        const Result<void> written = writeFilm(toyTrace(), path(name), options);
        QVERIFY2(written, written ? "" : written.error().sentence.c_str());
        QVERIFY(all > options.framesPerSecond);  // the last stays for a second
        QCOMPARE(last, all);
        QCOMPARE(picturesIn(path(name)), all);
        QFile(qt(path(name))).resize(QFile(qt(path(name))).size() / 2);
        QVERIFY(picturesIn(path(name)) < all);
    }

    void speedAndRateSayHowMany() {
        const auto pictures = [this](double speed, int rate) {
            FilmOptions options = small(FilmForm::gif);
            options.drawing.shown = Shown::timeline;
            options.speed = speed;
            options.framesPerSecond = rate;
            int all = 0;
            options.onFrame = [&](int, int frames) { all = frames; };
            return writeFilm(toyTrace(), path("speed.gif"), options) ? all - rate - 1 : -1;
        };
        QCOMPARE(pictures(1, 1), 20);  // in 20 seconds
        QCOMPARE(pictures(4, 1), 5);
        QCOMPARE(pictures(10, 10), 20);
    }

    // What stays is left out of every picture but the first: put together they are what was drawn.
    void thePicturesTogetherAreWhatIsDrawn() {
        for (const FilmForm form : {FilmForm::gif, FilmForm::apng}) {
            const FilmOptions options = small(form);
            QVERIFY(writeFilm(toyTrace(), path("film"), options));
            PictureOptions still;
            still.drawing = options.drawing;
            QVERIFY(writePicture(toyTrace(), path("still.png"), still));
            QProcess ffmpeg;
            ffmpeg.start("ffmpeg", {"-v", "error", "-y", "-f", form == FilmForm::gif ? "gif" : "apng", "-i",
                                    qt(path("film")), "-update", "1", qt(path("last.png"))});
            QVERIFY(ffmpeg.waitForFinished(60'000));
            const QImage last(qt(path("last.png"))), drawn(qt(path("still.png")));
            QCOMPARE(last.size(), drawn.size());
            QVERIFY2(farthest(last, drawn) <= (form == FilmForm::gif ? 40 : 0),
                     qPrintable(QString::number(farthest(last, drawn))));
        }
    }

    void whereItIsStoppedNothingIsKept() {
        QVERIFY(writeFilm(toyTrace(), path("old.gif"), small(FilmForm::gif)));
        const QByteArray old = bytesOf(path("old.gif"));
        for (const FilmForm form : {FilmForm::gif, FilmForm::apng, FilmForm::mp4}) {
            FilmOptions options = small(form);
            std::stop_source stopper;
            options.stop = stopper.get_token();
            options.onFrame = [&](int frame, int) { frame == 3 ? stopper.request_stop() : false; };
            const Result<void> written = writeFilm(toyTrace(), path("old.gif"), options);
            QVERIFY(!written && written.error().sentence.find("it was stopped") != std::string::npos);
            QCOMPARE(bytesOf(path("old.gif")), old);
            QCOMPARE(QDir(m_folder.path()).entryList({"old*"}, QDir::Files), QStringList{"old.gif"});
        }
    }

    void whatMakesNoFilmIsRefusedInOneSentence() {
        FilmOptions endless = small(FilmForm::gif), tiny = endless, nothing = endless;
        endless.speed = 1e-6;
        tiny.drawing.widthPx = 3;
        nothing.drawing.from = 9;
        for (const FilmOptions& options : {endless, tiny, nothing}) {
            const Result<void> written = writeFilm(toyTrace(), path("none.gif"), options);
            QVERIFY(!written && written.error().sentence.find(" the run: ") != std::string::npos);
            QVERIFY(!QFile::exists(qt(path("none.gif"))));
        }
        QVERIFY(!writeFilm(toyTrace(), "/nowhere/a.gif", small(FilmForm::gif)));
        QVERIFY(!writeFilm(toyTrace(), "/dev/full", small(FilmForm::gif)));
        QVERIFY(!writeFilm(toyTrace(), "/dev/full", small(FilmForm::webm)));
    }

    void aFullDiskIsOneSentenceAndKeepsTheOlderFile_data() { everyFormHasAllPictures_data(); }
    void aFullDiskIsOneSentenceAndKeepsTheOlderFile() {
        QFETCH(int, form);
        QFETCH(QString, name);
        const FilmOptions options = small(static_cast<FilmForm>(form));
        if ((options.form == FilmForm::mp4 || options.form == FilmForm::webm) && !canEncode())
            QSKIP("there is no ffmpeg");
        QVERIFY(writeFilm(toyTrace(), path(name), options));
        const QByteArray older = bytesOf(path(name));
        for (const rlim_t bytes :
             {rlim_t{0}, static_cast<rlim_t>(older.size() / 2), static_cast<rlim_t>(older.size() - 1)}) {
            const Result<void> written = [&] {
                const SmallDisk disk(bytes);
                return writeFilm(toyTrace(), path(name), options);
            }();
            QVERIFY2(!written, qPrintable(QString::number(bytes)));
            QCOMPARE(std::count(written.error().sentence.begin(), written.error().sentence.end(), '\n'), 0);
            QCOMPARE(bytesOf(path(name)), older);
            QCOMPARE(QDir(m_folder.path()).entryList({name + "*"}, QDir::Files), QStringList{name});
        }
    }

    void whereNoEncoderIsThatIsSaid() {
        const QByteArray folders = qgetenv("PATH");
        qputenv("PATH", m_folder.path().toUtf8());
        const Result<void> written = writeFilm(toyTrace(), path("none.mp4"), small(FilmForm::mp4));
        const bool makesGif = writeFilm(toyTrace(), path("is.gif"), small(FilmForm::gif)).has_value();
        qputenv("PATH", folders);
        QVERIFY(!written && written.error().sentence.find("need the program ffmpeg, which is not there") !=
                                std::string::npos);
        QVERIFY(makesGif);
    }

    void whatDiffersIsFoundToThePixel() {
        QImage before(40, 30, QImage::Format_RGB32);
        before.fill(Qt::white);
        QImage now = before.copy();
        QVERIFY(differenceBetween(before, now).isEmpty());
        now.setPixel(7, 5, 0);
        QCOMPARE(differenceBetween(before, now), QRect(7, 5, 1, 1));
        now.setPixel(39, 29, 0);
        now.setPixel(0, 12, 0);
        QCOMPARE(differenceBetween(before, now), QRect(QPoint(0, 5), QPoint(39, 29)));
    }
};

QTEST_MAIN(FilmFileTest)
#include "FilmFileTest.moc"
