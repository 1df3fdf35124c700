// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Futex.h"

#include <cstddef>

namespace heddle {

void* mapSharedPage(std::size_t bytes);  // zeroed; nullptr when memory ran out
void unmapSharedPage(void* where, std::size_t bytes);

// A page of memory that the children of later forks share with this process. Thread: one owner; its bytes:
// any.
template <class Content>
class SharedPage {
public:
    SharedPage() : m_content(static_cast<Content*>(mapSharedPage(sizeof(Content)))) {}
    ~SharedPage() {
        if (m_content)
            unmapSharedPage(m_content, sizeof(Content));
    }
    SharedPage(const SharedPage&) = delete;
    SharedPage& operator=(const SharedPage&) = delete;

    bool isMapped() const { return m_content != nullptr; }
    Content* operator->() const { return m_content; }

private:
    Content* m_content;
};

}  // namespace heddle
