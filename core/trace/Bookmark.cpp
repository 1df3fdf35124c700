// SPDX-License-Identifier: MIT
#include "core/trace/Bookmark.h"

namespace heddle {

void encode(const Bookmark& bookmark, ByteWriter& to) {
    ByteWriter body;
    body.number(bookmark.event);
    body.text(bookmark.note);
    to.field(body.bytes());
}

bool decodeBookmarks(std::span<const std::byte> bytes, std::vector<Bookmark>& into) {
    ByteReader from(bytes);
    while (from.ok() && !from.atEnd()) {
        ByteReader body(from.field());
        Bookmark bookmark;
        bookmark.event = body.number();
        bookmark.note = body.text();
        if (!from.ok() || !body.ok())
            return false;
        into.push_back(std::move(bookmark));
    }
    return from.ok();
}

}  // namespace heddle
