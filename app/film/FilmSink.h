// SPDX-License-Identifier: GPL-3.0-or-later
// Where the pictures of a film go, one after another.
#pragma once

#include "core/base/Result.h"
#include "core/trace/NewFile.h"

#include <QImage>
#include <QRect>
#include <QSize>

#include <memory>
#include <vector>

namespace heddle {

struct FilmShape {
    QSize size;  // px
    int frames = 1;
    int framesPerSecond = 20;
};

struct FilmFrame {
    const QImage& now;
    const QImage& before;  // null: it is the first
    QRect changed;         // holds all that is not as before; empty: nothing is

    // One pixel at least: a format may have no room for none.
    QRect part() const {
        return before.isNull() ? now.rect() : changed.isEmpty() ? QRect(0, 0, 1, 1) : changed;
    }
};

// Thread: one owner.
class FilmSink {
public:
    virtual ~FilmSink() = default;
    virtual Result<void> add(const FilmFrame& frame) = 0;
    virtual Result<void> finish() = 0;
};

// `file` outlives them. `samples`: some pictures of the film, for the 256 colours that all of it gets.
std::unique_ptr<FilmSink> gifInto(NewFile& file, const FilmShape& shape, const std::vector<QImage>& samples);
std::unique_ptr<FilmSink> apngInto(NewFile& file, const FilmShape& shape);

enum class FilmCodec { mp4, webm };
bool canEncode();  // the program ffmpeg is there
Result<std::unique_ptr<FilmSink>> encodedInto(NewFile& file, const FilmShape& shape, FilmCodec codec);

// What differs between two pictures of one size.
QRect differenceBetween(const QImage& before, const QImage& now);

}  // namespace heddle
