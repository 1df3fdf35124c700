// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/sync/Received.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace heddle {

class StreamEnd;

// One end of a raw pipe: bytes without frames, as the kernel moves them. What one write gave, several reads
// may take, and one read may take what several writes gave. After a fork parent and child both hold both
// ends, and each should close what it does not use: end of file comes only when the last writer has closed.
// Python: os.pipe(), os.write, os.read, os.close.
//
// Outcomes: ok; eof (of read: the last writer has closed); broken (of write: nobody reads any more); timeout;
// invalid (closed here, or not what this end does); error (in the kernel's words). Thread: any; close() when
// no other thread uses this end.
class ByteEnd {
public:
    using Site = SourceLocation;
    ByteEnd(ByteEnd&&) noexcept;
    ByteEnd& operator=(ByteEnd&&) noexcept;
    ~ByteEnd();  // closes this process's copy, as an operation if it was open

    // As much as the pipe takes at once; waits until it takes some. The number of bytes that went.
    Received<std::size_t> write(std::string_view bytes, Site where = Site::current());
    // All of them: nothing that other workers write comes between.
    Outcome writeAll(std::string_view bytes, Site where = Site::current());

    // What has come, at most that many bytes; waits until something has.
    Received<std::string> read(std::size_t mostBytes, Site where = Site::current());
    Received<std::string> readFor(std::size_t mostBytes, std::chrono::nanoseconds atMost,
                                  Site where = Site::current());

    Outcome close(Site where = Site::current());
    bool isOpen() const;
    int fd() const;  // the kernel's number, for those who must; negative when closed

private:
    friend struct BytePipe makeBytePipe(std::string);
    explicit ByteEnd(std::unique_ptr<StreamEnd> made);

    std::unique_ptr<StreamEnd> m_end;
};

struct BytePipe {
    ByteEnd reader, writer;
    bool isOpen() const { return reader.isOpen(); }  // false when the kernel refused: no descriptors left
};

// A kernel pipe (pipe2), whose ends are name.read and name.write; "" names it "bytes-1".
BytePipe makeBytePipe(std::string name = {});

}  // namespace heddle
