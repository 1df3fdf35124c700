// SPDX-License-Identifier: GPL-3.0-or-later
// Films that the program ffmpeg encodes: it reads the pictures from a pipe.
#include "app/film/FilmSink.h"

#include <QProcess>
#include <QStandardPaths>

#include <filesystem>

namespace heddle {

namespace {

QString encoder() {
    return QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
}

QStringList wordsFor(const FilmShape& shape, FilmCodec codec, const QString& path) {
    // Without -xerror it ends well though the disk is full, and the film has no end.
    QStringList words{"-loglevel", "error", "-xerror", "-y", "-f", "rawvideo", "-pixel_format", "bgra"};
    words << "-video_size" << QStringLiteral("%1x%2").arg(shape.size.width()).arg(shape.size.height());
    words << "-framerate" << QString::number(shape.framesPerSecond) << "-i"
          << "pipe:0";
    words << "-vf"
          << "pad=ceil(iw/2)*2:ceil(ih/2)*2"
          << "-pix_fmt"
          << "yuv420p";  // what all players can
    if (codec == FilmCodec::mp4)
        words << "-c:v"
              << "libx264"
              << "-crf"
              << "20"
              << "-movflags"
              << "+faststart"
              << "-f"
              << "mp4";
    else
        words << "-c:v"
              << "libvpx-vp9"
              << "-b:v"
              << "0"
              << "-crf"
              << "32"
              << "-cpu-used"
              << "4"
              << "-f"
              << "webm";
    return words << path;
}

class EncodedSink : public FilmSink {
public:
    EncodedSink(const FilmShape& shape, FilmCodec codec, const QString& path) {
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.start(encoder(), wordsFor(shape, codec, path));
    }
    ~EncodedSink() override {
        m_process.kill();
        m_process.waitForFinished(-1);
    }

    Result<void> add(const FilmFrame& frame) override {
        m_process.write(reinterpret_cast<const char*>(frame.now.constBits()), frame.now.sizeInBytes());
        while (m_process.bytesToWrite() > 0)
            if (!m_process.waitForBytesWritten(-1))
                return failed();
        return {};
    }

    Result<void> finish() override {
        m_process.closeWriteChannel();
        m_process.waitForFinished(-1);
        const bool isDone = m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
        return isDone ? Result<void>() : failed();
    }

private:
    Result<void> failed() {
        m_process.waitForFinished(1000);
        const QString said = QString::fromUtf8(m_process.readAllStandardError()).trimmed().section('\n', -1);
        return failure("film the run: ffmpeg failed: " +
                       (said.isEmpty() ? m_process.errorString() : said).toStdString());
    }

    QProcess m_process;
};

}  // namespace

bool canEncode() {
    return !encoder().isEmpty();
}

Result<std::unique_ptr<FilmSink>> encodedInto(NewFile& file, const FilmShape& shape, FilmCodec codec) {
    if (!file.isPlainFile())
        return failure("film the run: mp4 and webm are written to a file, and to nothing else");
    // As it is typed, "x:y" would be a protocol.
    const QString path = QString::fromStdString(std::filesystem::absolute(file.growingPath()).string());
    return std::make_unique<EncodedSink>(shape, codec, path);
}

}  // namespace heddle
