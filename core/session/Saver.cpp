// SPDX-License-Identifier: MIT
#include "core/session/Saver.h"

#include <chrono>
#include <mutex>

namespace heddle {
namespace {
constexpr std::chrono::milliseconds looksEvery{20};
}

Result<std::unique_ptr<Saver>> Saver::start(const std::filesystem::path& path, std::shared_ptr<Trace> trace) {
    auto writer = TraceFileWriter::create(path, std::move(trace));
    if (!writer)
        return tl::unexpected(writer.error());
    return std::unique_ptr<Saver>{new Saver(std::move(*writer))};
}

Saver::Saver(std::unique_ptr<TraceFileWriter> writer)
    : m_writer(std::move(writer)), m_thread([this](const std::stop_token& stop) { work(stop); }) {}

Saver::~Saver() = default;

void Saver::work(const std::stop_token& stop) {
    std::mutex mutex;  // nothing but the bell needs it
    std::unique_lock waiting{mutex};
    while (!stop.stop_requested()) {
        if (const Result<void> written = m_writer->catchUp(); !written) {
            const Locked guard{m_lock};
            m_failure = written.error().sentence;
            return;
        }
        m_bell.wait_for(waiting, stop, looksEvery, [] { return false; });
    }
}

void Saver::finish() {
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
    if (!failure().empty())
        return;
    if (const Result<void> finished = m_writer->finish(); !finished) {
        const Locked guard{m_lock};
        m_failure = finished.error().sentence;
    }
}

std::string Saver::failure() const {
    const Locked guard{m_lock};
    return m_failure;
}

}  // namespace heddle
