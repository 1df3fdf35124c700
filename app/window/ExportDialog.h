// SPDX-License-Identifier: GPL-3.0-or-later
// Asks in which form a run is to leave, shows how it will look, and writes it beside the window.
#pragma once

#include "app/export/ExportTask.h"
#include "app/window/ExportFields.h"
#include "app/window/ExportSample.h"

#include <QDialog>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace heddle {

class ExportWork;

// Thread: GUI only. The works outlive it.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    struct Parts {
        ExportWork& sampling;
        ExportWork& writing;
        std::shared_ptr<const Trace> trace;
        QStringList files;  // that it lies in
        ExportStart start;
        double step = 0, ns = 0;  // the instant
        QString name;             // of the file, without its ending
        std::vector<std::string> sourceFolders;
        QString* folder;  // where the last file was; outlives it
    };
    ExportDialog(Parts parts, QWidget* parent);

    void write(const QString& path);  // replaces a file whole or not at all
    void reject() override;           // while it writes: ends that, and nothing is left of it

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void setUpSample();
    void setUpSayings();
    void place();
    void understand();  // and says what was not understood
    void sample();
    void showSample(const ExportSample& sample);
    void askWhere();
    void showProgress();
    void tell(const QString& path, const Result<ExportReport>& written);
    void setWriting(bool isWriting);
    void object(const QString& sentence);
    void sayOutcome(const QString& sentence, const char* role);

    Parts m;
    std::optional<ExportTask> m_task;  // none: not understood
    ExportFields* m_fields;
    QStackedWidget* m_sample;
    QLabel *m_picture, *m_estimate, *m_objection, *m_outcome;
    QPlainTextEdit* m_words;
    QProgressBar* m_progress;
    QPushButton *m_export, *m_cancel;
    QTimer m_sampling, m_watching;
    std::shared_ptr<std::atomic<int>> m_done = std::make_shared<std::atomic<int>>(0);  // of a thousand
};

}  // namespace heddle
