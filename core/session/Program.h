// SPDX-License-Identifier: MIT
// The traced program as its engine deals with it: started under a supervisor, with its attach socket and its
// output.
#pragma once

#include "core/ring/Attach.h"
#include "core/ring/RunPageMapping.h"
#include "core/session/Run.h"
#include "core/supervise/SupervisorLink.h"

#include <functional>
#include <memory>
#include <optional>

namespace heddle {

// Thread: collector only. When it is destroyed no process of the program is left.
class Program {
public:
    static Result<std::unique_ptr<Program>> start(const RunRequest& request, std::optional<int> cpu);

    RunPage& page() { return m_page.page(); }
    std::optional<Attachment> nextAttachment() { return receiveAttachment(m_attachEnd.number()); }
    std::optional<Report> nextReport() { return m_link->next(); }
    void awaitNews(Span atMost) const;  // until one of the two may have something
    void endAll() { m_link->endAll(); }
    std::int32_t rootPid() const { return m_link->rootPid(); }
    std::vector<std::int32_t> processes() const { return m_link->processes(); }  // their pids; zombies too

    // Hands on what the program wrote meanwhile, as long as it is taken, and not without end when there is
    // always more; never blocks. True when there was something.
    bool readOutput(const std::function<void(int stream, std::string_view bytes)>& hear,
                    const std::function<bool()>& takes);

private:
    explicit Program(RunPageMapping page) : m_page(std::move(page)) {}

    RunPageMapping m_page;
    FileDescriptor m_attachEnd, m_standardOutput, m_standardError;  // our ends
    std::unique_ptr<SupervisorLink> m_link;
};

}  // namespace heddle
