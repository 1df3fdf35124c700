// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film/FilmFile.h"

#include "app/film/FilmSink.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace heddle {

namespace {

const double wholeSeconds = static_cast<double>(Playback::wholeRun.ns) / 1e9;

// Positions on the axis at which the pictures are drawn.
class Course {
public:
    Course(const RunDrawing& drawing, const FilmOptions& options)
        : m_from(drawing.from()), m_to(drawing.to()),
          m_perFrame((m_to - m_from) / wholeSeconds * options.speed / options.framesPerSecond),
          m_held(options.framesPerSecond) {}

    double frames() const { return std::ceil((m_to - m_from) / m_perFrame) + 1 + m_held; }
    double positionOf(int frame) const { return std::min(m_from + frame * m_perFrame, m_to); }

private:
    double m_from, m_to, m_perFrame;
    int m_held;  // of the last picture
};

class Filming {
public:
    Filming(RunDrawing& drawing, const Course& course, double scale)
        : m_drawing(drawing), m_course(course), m_image(drawing.size() * scale, QImage::Format_RGB32) {
        m_image.setDevicePixelRatio(scale);
    }

    QSize sizePx() const { return m_image.size(); }
    const QImage& draw(int frame) {
        if (frame + 1 >= static_cast<int>(m_course.frames()))
            m_drawing.rest();
        m_drawing.seek(m_course.positionOf(frame));
        m_drawing.paint(m_image);
        return m_image;
    }

private:
    RunDrawing& m_drawing;
    const Course& m_course;
    QImage m_image;
};

// At the start, in the middle and at the end most of what is ever seen is there.
std::vector<QImage> samplesOf(Filming& filming, int frames) {
    std::vector<QImage> samples;
    for (const int frame : {0, frames / 4, frames / 2, frames - 1})
        samples.push_back(filming.draw(frame).copy());
    return samples;
}

Result<std::unique_ptr<FilmSink>> sinkFor(FilmForm form, NewFile& file, const FilmShape& shape,
                                          Filming& filming) {
    switch (form) {
    case FilmForm::gif:
        return gifInto(file, shape, samplesOf(filming, shape.frames));
    case FilmForm::apng:
        return apngInto(file, shape);
    case FilmForm::mp4:
        return encodedInto(file, shape, FilmCodec::mp4);
    case FilmForm::webm:
        return encodedInto(file, shape, FilmCodec::webm);
    }
    return failure("there is no such film");
}

Result<void> play(FilmSink& sink, Filming& filming, int frames, const FilmOptions& options) {
    QImage before;
    for (int frame = 0; frame < frames && !options.stop.stop_requested(); ++frame) {
        const QImage& now = filming.draw(frame);
        const QRect changed = before.isNull() ? now.rect() : differenceBetween(before, now);
        if (Result<void> added = sink.add({now, before, changed}); !added)
            return added;
        if (!changed.isEmpty())
            before = now.copy();
        if (options.onFrame)
            options.onFrame(frame + 1, frames);
    }
    return {};
}

}  // namespace

Result<int> framesOf(const RunDrawing& drawing, const FilmOptions& options) {
    const std::string filming = "film the run: ";
    const bool isEncoded = options.form == FilmForm::mp4 || options.form == FilmForm::webm;
    if (isEncoded && !canEncode())
        return failure(filming +
                       "mp4 and webm need the program ffmpeg, which is not there; gif and apng need nothing");
    const double frames = Course(drawing, options).frames();
    if (frames <= mostFrames)
        return static_cast<int>(frames);
    return failure(filming + "it would have " +
                   std::to_string(static_cast<long long>(std::min(frames, 1e15))) + " pictures, and " +
                   std::to_string(mostFrames) + " are the most: take a shorter range, a higher speed than " +
                   QString::number(options.speed).toStdString() + ", or fewer pictures a second than " +
                   std::to_string(options.framesPerSecond));
}

Result<void> writeFilm(std::shared_ptr<const Trace> trace, const std::filesystem::path& path,
                       const FilmOptions& options) {
    auto drawing = drawingOf(std::move(trace), options.drawing, options.scale);
    if (!drawing)
        return tl::unexpected(drawing.error());
    const Result<int> frames = framesOf(**drawing, options);
    if (!frames)
        return tl::unexpected(frames.error());
    const Course course(**drawing, options);
    auto file = NewFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    (*drawing)->showLegibly();
    Filming camera(**drawing, course, options.scale);
    const FilmShape shape{camera.sizePx(), *frames, options.framesPerSecond};
    auto sink = sinkFor(options.form, **file, shape, camera);
    if (!sink)
        return tl::unexpected(sink.error());
    (*drawing)->showLegibly();  // the samples moved the view
    if (Result<void> played = play(**sink, camera, shape.frames, options); !played)
        return played;
    if (options.stop.stop_requested())
        return failure("write \"" + path.string() + "\": it was stopped, and nothing of it was kept");
    return (*sink)->finish().and_then([&] { return (*file)->reachDisk(); }).and_then([&] {
        return (*file)->takePlace();
    });
}

QRect differenceBetween(const QImage& before, const QImage& now) {
    const int width = now.width(), height = now.height();
    const auto line = [](const QImage& image, int y) {
        return reinterpret_cast<const QRgb*>(image.constScanLine(y));
    };
    int left = width, right = -1, top = -1, bottom = -1;
    for (int y = 0; y < height; ++y) {
        const QRgb *old = line(before, y), *its = line(now, y);
        const auto [oldFirst, first] = std::mismatch(old, old + width, its);
        if (oldFirst == old + width)
            continue;
        int last = width - 1;
        while (old[last] == its[last])
            --last;
        left = std::min(left, static_cast<int>(first - its));
        right = std::max(right, last);
        top = top < 0 ? y : top;
        bottom = y;
    }
    return right < 0 ? QRect() : QRect(QPoint(left, top), QPoint(right, bottom));
}

}  // namespace heddle
